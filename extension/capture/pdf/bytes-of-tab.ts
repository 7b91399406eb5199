import { limits } from '../../../core/contract/limits.ts'
import type { TabAccess } from '../tab-access.ts'
import { fileNameOf } from './file-name.ts'

/** Bytes of one piece: the browser carries answers as text, and a large one holds up everything else. */
const PIECE = 4 * 1024 * 1024

/**
 * The bytes of the PDF that a tab shows, as the creator's session gets them: asked for in the page itself, which is
 * of the file's own site, mostly out of the browser's cache.
 */
export async function bytesOfTab(
  tabs: TabAccess,
  tabId: number,
): Promise<{ bytes: Uint8Array; fileName: string } | { why: 'unreachable' | 'too_large' }> {
  const asked = await tabs.call(tabId, 'ISOLATED', fetchInTab, limits.pdfBytes)
  if (asked === 'too_large') return { why: 'too_large' }
  const { size, address, title } = (asked ?? {}) as { size?: unknown; address?: unknown; title?: unknown }
  if (typeof size !== 'number' || !(size > 0 && size <= limits.pdfBytes)) return { why: 'unreachable' }
  const bytes = new Uint8Array(size)
  for (let at = 0; at < size; at += PIECE) {
    const piece = await tabs.call(tabId, 'ISOLATED', pieceInTab, at, PIECE)
    if (typeof piece !== 'string' || piece.length > PIECE * 2) return { why: 'unreachable' }
    const binary = atob(piece)
    if (at + binary.length > size) return { why: 'unreachable' }
    for (let index = 0; index < binary.length; index++) bytes[at + index] = binary.charCodeAt(index)
  }
  return { bytes, fileName: fileNameOf(String(address), String(title ?? '')) }
}

/** These two travel into the tab: nothing outside them is in reach there. The last piece leaves nothing behind. */
async function fetchInTab(most: number): Promise<unknown> {
  const address = location.href.replace(/#.*$/, '')
  try {
    const answer = await fetch(address, { credentials: 'include', cache: 'force-cache' })
    if (!answer.ok || !answer.body) return null
    if (Number(answer.headers.get('content-length') ?? 0) > most) return 'too_large'
    const parts: Uint8Array<ArrayBuffer>[] = []
    let size = 0
    const reader = answer.body.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length
      if (size > most) {
        void reader.cancel()
        return 'too_large'
      }
      parts.push(part.value)
    }
    Object.assign(globalThis, { ownwordsPdfBytes: new Blob(parts) })
    return { size, address, title: document.title }
  } catch {
    return null
  }
}

async function pieceInTab(at: number, length: number): Promise<string | null> {
  const kept = globalThis as { ownwordsPdfBytes?: Blob }
  const blob = kept.ownwordsPdfBytes
  if (!blob) return null
  const bytes = new Uint8Array(await blob.slice(at, at + length).arrayBuffer())
  if (at + length >= blob.size) kept.ownwordsPdfBytes = undefined
  let binary = ''
  for (let from = 0; from < bytes.length; from += 32_768)
    binary += String.fromCharCode(...bytes.subarray(from, from + 32_768))
  return btoa(binary)
}
