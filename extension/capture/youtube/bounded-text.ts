/** A body as text; null where it is larger than `bytes`, of which then no more is taken in. */
export async function boundedText(answer: Response, bytes: number): Promise<string | null> {
  if (Number(answer.headers.get('content-length')) > bytes) {
    await answer.body?.cancel()
    return null
  }
  const reader = answer.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  for (let taken = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    taken += value.length
    if (taken > bytes) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}
