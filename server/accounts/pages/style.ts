/** The panel's paper, ink and pen blue, for pages that come without it. */
export const STYLE = `:root {
  color-scheme: light dark;
  --paper: light-dark(#faf8f4, #161513);
  --raised: light-dark(#ffffff, #1e1d1a);
  --line: light-dark(#e3dfd5, #33302b);
  --edge: light-dark(#8a8478, #77716a);
  --ink: light-dark(#1c1a17, #f0ede6);
  --ink-2: light-dark(#524d45, #bdb6aa);
  --act: light-dark(#2545c0, #a3b8ff);
  --act-strong: light-dark(#1b3596, #c0cfff);
  --act-ink: light-dark(#ffffff, #10193a);
  --act-soft: light-dark(#e9edfb, #232b47);
  --bad: light-dark(#a8231b, #ff9c92);
  --bad-soft: light-dark(#fcefed, #331f1d);
  --sans: -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Ubuntu, "Noto Sans", system-ui, sans-serif;
  --serif: Charter, "Iowan Old Style", Cambria, "Noto Serif", Georgia, serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace;
}
* { box-sizing: border-box; margin: 0; }
body {
  padding: clamp(1.25rem, 7vh, 4.5rem) 1.25rem 3rem;
  background: var(--paper);
  color: var(--ink);
  font: 400 1rem / 1.5 var(--sans);
  overflow-wrap: anywhere;
  accent-color: var(--act);
}
.page { max-width: 27rem; margin: 0 auto; }
.brand { display: flex; align-items: baseline; gap: 0.6rem; margin-bottom: 1.75rem; color: var(--ink-2); }
.brand b { font: 600 1.125rem / 1.3 var(--serif); color: var(--ink); }
.brand span { font-size: 0.8125rem; }
h1 { font: 600 1.5rem / 1.25 var(--serif); text-wrap: balance; }
h2 { font: 600 1rem / 1.4 var(--sans); }
h1 + p { margin-top: 0.6rem; }
p { text-wrap: pretty; color: var(--ink-2); }
p b { color: var(--ink); font-weight: 600; }
a { color: var(--act); text-underline-offset: 0.18em; }
section { margin-top: 2rem; padding-top: 1.5rem; border-top: 1px solid var(--line); display: grid; gap: 0.75rem; }
form { display: grid; gap: 0.75rem; margin-top: 1.25rem; }
section form { margin-top: 0; }
form + form { margin-top: 0.75rem; }
label { display: grid; gap: 0.3rem; font-size: 0.875rem; font-weight: 500; }
input {
  width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; border: 1px solid var(--edge); border-radius: 0.5rem;
  background: var(--raised); color: inherit; font: inherit;
}
.code { font: 600 1.375rem / 1.3 var(--mono); letter-spacing: 0.12em; }
button {
  min-height: 2.75rem; padding: 0.5rem 1rem; border: 1px solid var(--act); border-radius: 0.5rem;
  background: var(--act); color: var(--act-ink); font: 600 0.9375rem / 1.3 var(--sans); cursor: pointer;
}
button:hover { background: var(--act-strong); border-color: var(--act-strong); }
button.quiet { border-color: var(--edge); background: transparent; color: var(--ink); }
button.quiet:hover { background: var(--act-soft); }
button.bad { border-color: var(--bad); background: transparent; color: var(--bad); }
button.bad:hover { background: var(--bad-soft); }
:focus-visible { outline: 2px solid var(--act); outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; }
.row > :first-child { flex: 1 1 11rem; }
.row form { display: block; }
.acts { display: flex; flex-wrap: wrap; gap: 0.75rem; }
.acts form { margin: 0; }
ul { list-style: none; padding: 0; display: grid; gap: 1rem; }
small { display: block; color: var(--ink-2); font-size: 0.8125rem; }
.note { margin-top: 1.25rem; padding: 0.75rem 0.9rem; border-radius: 0.5rem; background: var(--act-soft); color: var(--ink); }
.note.bad { background: var(--bad-soft); color: var(--bad); }
.foot { margin-top: 1.25rem; font-size: 0.9375rem; }
.brand + .note { margin: 0 0 1.25rem; }
.device { margin-top: 1.25rem; padding: 1rem; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--raised); }
.device .code { display: block; margin-top: 0.5rem; }
`
