/** Of the card in the player: dark as the player's own menus, whatever the page's scheme, and none of the page's styles. */
export const cardStyle = `
:host { all: initial; position: absolute; z-index: 70; right: 12px; bottom: 72px; pointer-events: auto; }
* { box-sizing: border-box; }
.card {
  display: grid; gap: 10px; width: min(336px, calc(var(--player, 640px) - 24px)); padding: 12px 14px 13px;
  border: 1px solid #ffffff24; border-radius: 12px; background: #1c1b18f5; color: #f6f3ec;
  font: 400 14px/1.4 Roboto, "Segoe UI", system-ui, sans-serif; text-align: start;
  box-shadow: 0 8px 28px #0009;
}
@media (prefers-reduced-motion: no-preference) {
  .card { animation: come 140ms ease-out; }
  @keyframes come { from { opacity: 0; translate: 0 6px; } }
}
.head { display: flex; align-items: center; gap: 8px; min-height: 24px; }
.head svg { flex: none; color: #ffe27a; }
.state { font-weight: 600; }
.range { color: #d5cfc3; font: 500 12.5px/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; white-space: nowrap; }
.close { margin: -4px -6px -4px auto; padding: 0; width: 28px; height: 28px; border: 0; background: none; font-size: 18px; line-height: 1; }
.words {
  margin: 0; padding-inline-start: 10px; border-inline-start: 3px solid #ffe27a; max-height: 5.6em; overflow: auto;
  font: 400 15px/1.4 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; scrollbar-width: thin;
}
.words.aside { padding: 0; border: 0; color: #cbc5b8; font: inherit; font-size: 13px; }
.words:empty { display: none; }
.note {
  width: 100%; height: 36px; padding: 0 10px; border: 1px solid #96907f; border-radius: 8px; background: #2a2925;
  color: inherit; font: inherit;
}
.note::placeholder { color: #b8b1a3; opacity: 1; }
.acts { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
button {
  height: 32px; padding: 0 12px; border: 1px solid #7d776a; border-radius: 8px; background: #33312c; color: inherit;
  font: 500 13px/1 Roboto, "Segoe UI", system-ui, sans-serif; cursor: pointer;
}
button:hover { background: #45423b; }
button.plain { border-color: transparent; background: none; color: #d5cfc3; }
button.plain:hover { background: #ffffff1c; color: #fff; }
.note:focus-visible, button:focus-visible { outline: 2px solid #a3b8ff; outline-offset: 1px; }
.acts button:last-child { margin-inline-start: auto; }
.hint { color: #b8b1a3; font-size: 12px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
@media (forced-colors: active) { .card { border-color: CanvasText; } }
`
