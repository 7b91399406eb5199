/**
 * A body's bytes; null where there are more than `most`, of which then no more is taken in. What is said of the length
 * beforehand can only end it sooner: nobody's word for it is taken.
 */
export async function boundedBytes(answer: Response, most: number): Promise<Uint8Array | null> {
  const { body } = answer
  if (!body) return new Uint8Array()
  if (Number(answer.headers.get('content-length')) > most) {
    void body.cancel().catch(() => {})
    return null
  }
  const reader = body.getReader()
  const pieces: Uint8Array[] = []
  let length = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length
    if (length > most) {
      void reader.cancel().catch(() => {})
      return null
    }
    pieces.push(part.value)
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** The same as text in UTF-8. */
export async function boundedText(answer: Response, most: number): Promise<string | null> {
  const bytes = await boundedBytes(answer, most)
  return bytes && new TextDecoder().decode(bytes)
}
