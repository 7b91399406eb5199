/** Gives something to the browser as a file. No permission is needed for what a page makes itself. */
export function saveFile(name: string, type: string, content: string | ArrayBuffer): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
