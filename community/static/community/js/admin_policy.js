// Two things that Wagtail's screens do by means which the content policy of the admin forbids, done by others.

// Its text editor writes placeholders into <style>: it gets another element, and the rules go to a sheet of ours.
const create = document.createElement.bind(document);

function rulesHolder() {
  const element = create("template");
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  new MutationObserver(() => sheet.replaceSync(element.textContent)).observe(element, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  return element;
}

document.createElement = (name, options) => (name === "style" ? rulesHolder() : create(name, options));

// The frame around the main thing of a picture finds out about touch screens by an inline handler, unless it is told.
if (window.jQuery.Jcrop) window.jQuery.Jcrop.defaults.touchSupport = "ontouchstart" in window;
