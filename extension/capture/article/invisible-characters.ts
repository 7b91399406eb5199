/**
 * Characters that show nothing and mean something to a machine: zero-width spaces, marks that turn the direction of
 * what follows, and the block of tag characters, in which whole sentences can be written unseen. Joiners stay where a
 * script or an emoji needs them: behind letters that are neither Latin, Greek nor Cyrillic. Soft hyphens go too, uncounted.
 */
const unseen =
  /[\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u061c]|[\u{e0000}-\u{e0fff}]|(?<![^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{Z}\p{Cc}\u200b-\u200d])[\u200c\u200d]/gu
const any =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\udb40/

/** @returns the text without such characters, and how many there were (soft hyphens are not counted) */
export function withoutUnseen(text: string): { text: string; unseen: number } {
  if (!any.test(text)) return { text, unseen: 0 }
  let count = 0
  const clean = text.replace(unseen, () => {
    count++
    return ''
  })
  return { text: clean.replace(/\u00ad/g, ''), unseen: count }
}
