import type { Capture } from '../contract/source.ts'
import { transcriptText } from '../transcript/text.ts'

/** The plain text of a capture: what is cut into passages, quoted from, and hashed. Positions of quotes are in it. */
export function captureText(capture: Pick<Capture, 'kind'> & CaptureBody): string {
  return capture.kind === 'video' || capture.kind === 'moment'
    ? capture.transcript
      ? transcriptText(capture.transcript).text
      : ''
    : (capture.text ?? '')
}
type CaptureBody = { text?: string; transcript?: Parameters<typeof transcriptText>[0] | null }

/** SHA-256 of the UTF-8 bytes, in hex. */
export async function contentHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('')
}
