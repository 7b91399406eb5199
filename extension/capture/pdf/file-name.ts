/** The last part of the address's path, else what the viewer calls the tab. */
export function fileNameOf(address: string, title: string): string {
  if (!URL.canParse(address)) return title
  const last = new URL(address).pathname.split('/').findLast(Boolean) ?? ''
  try {
    return decodeURIComponent(last) || title
  } catch {
    return last || title
  }
}
