// In another site's frame: tells that site how high the content is, whenever it changes. Nothing else leaves the frame.

const content = document.querySelector("main");

function tell() {
  const frameHeight = Math.ceil(content.getBoundingClientRect().height);
  parent.postMessage({ frameHeight }, "*");
}

if (parent !== window) {
  // What fills an untold frame must not hold a told one open.
  document.documentElement.classList.add("is-told");
  new ResizeObserver(tell).observe(content);
}
