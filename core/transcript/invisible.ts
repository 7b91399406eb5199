/**
 * Signs that no one sees and that captions carry to no good end: controls, zero-width spaces, marks and overrides of
 * direction, soft hyphens, and the "tag" signs and variation selectors in which whole hidden sentences travel.
 */
const unseen = /(?!\u200c|\u200d|\ufe0f)[\p{Cc}\p{DI}\u{fff9}-\u{fffb}\u{e0000}-\u{e0fff}]/gu

/** Scripts that spell with joiners, and emoji, which are put together by them. */
const joined =
  '[\\p{M}\\p{sc=Arab}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Khmr}\\p{sc=Mymr}\\p{sc=Tibt}\\p{sc=Syrc}\\p{sc=Mong}\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f]'
const strayJoiner = new RegExp(`(?<!${joined})[\\u200c\\u200d]|[\\u200c\\u200d](?!${joined})`, 'gu')

/** Text as it is seen: well-formed, with white space left as it is. */
export function seen(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\t\n\r\f\v\u2028\u2029\u0085]/g, ' ')
    .replace(unseen, '')
    .replace(/\u200c{2,}|\u200d{2,}/g, '')
    .replace(strayJoiner, '')
}
