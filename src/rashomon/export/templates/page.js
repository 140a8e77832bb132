"use strict";
(() => {
  const words = new Map(); // "r1c3" -> its stretches in the text with the field each stands for
  const add = (key, element, field) => {
    if (!words.has(key)) words.set(key, []);
    words.get(key).push([element, field]);
  };
  const reportOf = (element) => element.closest(".report").id;
  for (const element of document.querySelectorAll(".s[data-f]")) {
    for (const entry of element.dataset.f.split(" ")) {
      const [number, field] = entry.split("-");
      add(`${reportOf(element)}c${number}`, element, `f-${field}`);
    }
  }
  const refOf = (key) => document.getElementById(key.replace("c", "t"));
  const keyOf = (element) => {
    const card = element.closest(".card");
    if (card) return card.id;
    const ref = element.closest(".ref");
    if (ref) return ref.id.replace("t", "c");
    const stretch = element.closest(".s.claim");
    if (!stretch) return null;
    const inside = stretch.dataset.f.split(" ").find((entry) => /-(quote|trigger|also)$/.test(entry));
    return inside ? `${reportOf(stretch)}c${inside.split("-")[0]}` : null;
  };

  let shown = null;
  let pinned = null;
  const mark = (key, on) => {
    for (const [element, field] of words.get(key) || []) element.classList[on ? "add" : "remove"]("on", field);
    for (const element of [document.getElementById(key), refOf(key)]) if (element) element.classList.toggle("on", on);
  };
  const show = (key) => {
    if (key === shown) return;
    if (shown) mark(shown, false);
    shown = key;
    if (key) mark(key, true);
  };
  // Beside the text, the list follows what is pointed at; the page itself stays where it is.
  const follow = (key) => {
    const card = document.getElementById(key);
    const pane = card.closest(".accounts");
    const [inner, outer] = [card.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (pane.scrollHeight <= pane.clientHeight + 1) return;
    if (inner.top < outer.top || inner.bottom > Math.min(outer.bottom, innerHeight))
      pane.scrollBy({ top: inner.top - outer.top - 64, behavior: calm.matches ? "auto" : "smooth" });
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const reveal = (element, block) =>
    element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
  const toCard = (key, focus) => {
    const card = document.getElementById(key);
    pinned = key;
    show(key);
    if (focus) card.focus({ preventScroll: true });
    reveal(card, "nearest");
  };
  const toWords = (key, focus) => {
    pinned = key;
    show(key);
    const ref = refOf(key);
    const first = ref || (words.get(key) || [[null]])[0][0];
    if (!first) return;
    if (focus && ref) ref.focus({ preventScroll: true });
    reveal(first, "center");
  };

  const point = (element) => {
    const key = keyOf(element);
    show(key || pinned);
    if (key && !element.closest(".card")) follow(key);
    return key;
  };
  let pointer = "";
  document.addEventListener("mouseover", (event) => {
    const place = `${event.screenX} ${event.screenY}`;
    if (place !== pointer) point(event.target); // else the page has moved below a pointer at rest
    pointer = place;
  });
  document.addEventListener("mousemove", (event) => { pointer = `${event.screenX} ${event.screenY}`; });
  document.addEventListener("mouseleave", () => show(pinned));
  document.addEventListener("focusin", (event) => {
    const key = point(event.target);
    if (key) { pinned = key; show(key); }
  });
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || String(getSelection())) return;
    const link = event.target.closest("a");
    const key = keyOf(event.target);
    if (link && !link.matches(".ref, .num")) {
      const target = (link.getAttribute("href") || "").slice(1);
      if (/^r\d+c\d+$/.test(target)) { event.preventDefault(); toCard(target, true); }
      return;
    }
    if (!key) { pinned = null; show(null); return; }
    if (link) event.preventDefault();
    if (event.target.closest(".card")) toWords(key, Boolean(link));
    else toCard(key, Boolean(link));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { pinned = null; show(null); }
  });
  if (/^#r\d+c\d+$/.test(location.hash)) toCard(location.hash.slice(1), true);
})();
