// Starts what Wagtail starts by inline scripts, which the content policy of the admin forbids: choosers and inline panels.
//
// As early as those would: before Stimulus, whose menus take the buttons of a chooser out of the page when they begin. So
// it is no controller but an observer of its own, and observers are told in the order in which they were made.

const STARTED = "template[data-start]";
const KNOWN = /^\w*(Chooser|Panel)$/;

function start(template) {
  const { start: name, arguments: values } = template.dataset;
  // Once: a form that is moved up or down must not be started again.
  template.remove();
  if (KNOWN.test(name)) new window[name](...JSON.parse(values));
}

function startIn(node) {
  if (!(node instanceof Element)) return;
  if (node.matches(STARTED)) start(node);
  else node.querySelectorAll(STARTED).forEach(start);
}

startIn(document.documentElement);
new MutationObserver((records) => records.forEach((record) => record.addedNodes.forEach(startIn))).observe(document, {
  childList: true,
  subtree: true,
});
