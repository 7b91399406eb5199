/** The JSON object in a model's answer: alone, in a fence, or among words; undefined when there is none. */
export function jsonWithin(text: string): unknown {
  const fenced = /```(?:json)?\s*\n?([\s\S]*?)```/i.exec(text)?.[1]
  const first = text.indexOf('{')
  const last = text.lastIndexOf('}')
  for (const candidate of [text, fenced, first >= 0 ? text.slice(first, last + 1) : undefined]) {
    if (!candidate) continue
    try {
      const value: unknown = JSON.parse(candidate)
      if (typeof value === 'object' && value !== null) return value
    } catch {
      // The next way of looking may find it.
    }
  }
  return undefined
}
