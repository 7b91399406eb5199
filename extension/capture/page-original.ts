import { limits } from '../../core/contract/limits.ts'
import { base64 } from './base64.ts'

/** @returns the HTML as gzip in base64; null where that is more than is kept. */
export async function packedOriginal(html: string): Promise<string | null> {
  const stream = new Blob([html]).stream().pipeThrough(new CompressionStream('gzip'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  return bytes.length > limits.htmlGzipBytes ? null : base64(bytes)
}
