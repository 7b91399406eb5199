/** Names that Windows keeps for devices, whatever stands behind their first dot. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i
const MOST_CHARS = 80

/**
 * "Why your street floods, two columns.docx": the project's title as the name of a file on every system. What no file
 * may hold is a space, and letters of every writing stay.
 */
export function fileName(title: string, form: string, extension: string): string {
  const words = title
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{C}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
  // Whole characters: half an emoji is no name.
  const short = [...words]
    .slice(0, MOST_CHARS)
    .join('')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const safe = !short ? 'Script' : DEVICES.test(short) ? `_${short}` : short
  return `${safe}${form ? `, ${form}` : ''}.${extension}`
}
