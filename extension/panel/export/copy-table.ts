import { copied } from '../copied.ts'
import type { Feedback } from '../feedback.ts'

/** Puts a table on the clipboard as HTML, for whatever takes tables, and as Markdown for the rest. @returns whether it is there */
export async function copyTable(
  feedback: Pick<Feedback, 'toast'>,
  { plain, html }: { plain: string; html: string },
): Promise<boolean> {
  const said = 'Copied: a table with its links'
  try {
    const parts = { 'text/plain': plain, 'text/html': html }
    const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })])
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
  } catch {
    // Where it takes no HTML, the words are better than nothing.
    return copied(feedback, plain)
  }
  feedback.toast({ tone: 'calm', text: said })
  return true
}
