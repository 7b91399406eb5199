/** The most characters of one piece: changes in it are looked for word by word. */
const longest = 600
/** A text without sentences is parted after every so many words, on the average. */
const every = 24

/**
 * A text in paragraphs. One that is long is parted at the ends of its sentences, and where it has none (a transcript
 * by a machine) after words that are chosen by what they are: so the parts of two versions begin at the same words
 * again soon after a change, which parts of equal length would not.
 */
export function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (const line of text.split(/\n+/)) {
    const paragraph = line.trim()
    if (!paragraph) continue
    if (paragraph.length <= longest) pieces.push(paragraph)
    else
      for (const sentence of paragraph.split(/(?<=[.!?…。！？]["”’»)]*)\s+/)) {
        if (sentence.length <= longest) pieces.push(sentence)
        else pieces.push(...byWords(sentence))
      }
  }
  return pieces
}

export const wordsOf = (text: string): string[] => text.match(/\S+/g) ?? []

function byWords(text: string): string[] {
  const parts: string[] = []
  let from = 0
  let end = 0
  for (const match of text.matchAll(/\S+/g)) {
    end = match.index + match[0].length
    if (end - from < longest && (end - from < 60 || sum(match[0]) % every !== 0)) continue
    parts.push(text.slice(from, end).trim())
    from = end
  }
  const rest = text.slice(from).trim()
  return rest ? [...parts, rest] : parts
}

function sum(word: string): number {
  let value = 7
  for (let at = 0; at < word.length; at++) value = (Math.imul(value, 31) + word.charCodeAt(at)) >>> 0
  return value
}
