import { limits } from '../../core/contract/limits.ts'

/** @returns the HTML as gzip in base64; null where that is more than is kept. */
export async function packedOriginal(html: string): Promise<string | null> {
  const stream = new Blob([html]).stream().pipeThrough(new CompressionStream('gzip'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  return bytes.length > limits.htmlGzipBytes ? null : base64(bytes)
}

function base64(bytes: Uint8Array): string {
  let binary = ''
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 32_768)
    binary += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(binary)
}
