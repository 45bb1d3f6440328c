// While a title is typed: what is already published about the same. The words come from the server; without this file
// the next step shows the same.

const PAUSE = 600;
const ENOUGH = 6;

function start(root) {
  const field = document.getElementById(root.dataset.similarTo);
  const [summary, list] = root.children;
  let timer;
  let asked = "";
  let request;

  function line({ title, url, state, signatures }) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const words = document.createElement("span");
    link.href = url;
    link.target = "_blank";
    link.textContent = title;
    words.className = "petition-similar__words";
    words.textContent = `${state} · ${signatures}`;
    item.append(link, " ", words);
    return item;
  }

  function show({ summary: words, petitions }) {
    list.replaceChildren(...petitions.map(line));
    // Said only when it changes, so that a screen reader is not interrupted at every pause.
    if (summary.textContent !== words) summary.textContent = words;
  }

  async function ask() {
    const title = field.value.trim().replace(/\s+/g, " ");
    if (title === asked) return;
    asked = title;
    request?.abort();
    if (title.length < ENOUGH) {
      show({ summary: "", petitions: [] });
      return;
    }
    request = new AbortController();
    try {
      const answer = await fetch(`${root.dataset.similar}?${new URLSearchParams({ title })}`, {
        credentials: "omit",
        signal: request.signal,
      });
      if (answer.ok) show(await answer.json());
    } catch {
      // No network, or a newer question: the next step will show them.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  ask();
}

document.querySelectorAll("[data-similar]").forEach(start);
