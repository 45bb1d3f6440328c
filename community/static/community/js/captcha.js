// The check for robots. Its service is contacted only once the visitor asks for it.

function start(root) {
  const button = root.querySelector("[data-captcha-start]");
  const failed = root.querySelector("[data-captcha-failed]");

  function load() {
    const script = document.createElement("script");
    button.disabled = true;
    failed.hidden = true;
    script.src = root.dataset.script;
    script.addEventListener("load", () => {
      button.hidden = true;
      window.grecaptcha.ready(() => {
        window.grecaptcha.render(root.querySelector("[data-captcha-box]"), { sitekey: root.dataset.key });
      });
    });
    script.addEventListener("error", () => {
      script.remove();
      button.disabled = false;
      failed.hidden = false;
    });
    document.head.append(script);
  }

  button.hidden = false;
  button.addEventListener("click", load);
}

document.querySelectorAll("[data-captcha]").forEach(start);
