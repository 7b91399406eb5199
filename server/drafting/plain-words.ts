/**
 * The words alone of what a model wrote: no address, which only a citation of ours may be, no marks, no names of sources
 * and no instruction to whoever reads it aloud.
 * @param most characters
 */
export function plainWords(text: string, most: number): string {
  const words = text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<?\b(?:https?|ftp|javascript|data|file):[^\s>)\]]*>?|\bwww\.[^\s>)\]]+/gi, '')
    .replace(/<[^>\n]{0,200}>/g, '')
    .replace(/\s*[[(](?:[SK]\d{1,3}(?:\s*[,;&]\s*|\s+and\s+)?)+[\])]/g, '')
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed()
  return words.length > most ? `${words.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : words
}
