/** The browser was restarted since, or somebody opened the address by hand. */
export function NothingHanded({ what }: { what: string }) {
  return (
    <main class="handed-none">
      <h1>No script is here</h1>
      <p>
        Open the side panel, go to Check, then Export, and choose “{what}” once more. The script is handed
        over in the browser’s memory, which is empty after a restart.
      </p>
    </main>
  )
}
