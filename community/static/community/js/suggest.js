// While a question is typed: titles that have its words, in the field's own list. Without this file one presses «Find».

const PAUSE = 200;
const ENOUGH = 2;

function start(field) {
  let timer;
  let request;

  async function ask() {
    const query = field.value.trim();
    request?.abort();
    if (query.length < ENOUGH) return;
    request = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: query })}`, {
        credentials: "omit",
        signal: request.signal,
      });
      if (!answer.ok) return;
      const [, titles] = await answer.json();
      field.list.replaceChildren(...titles.map((title) => new Option(title, title)));
    } catch {
      // No network, or a newer question: the button still searches.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}

document.querySelectorAll("[data-suggest]").forEach(start);
