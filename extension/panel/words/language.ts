import { locale } from './numbers.ts'
import { onFirstUse } from './on-first-use.ts'

const names = onFirstUse(
  () => new Intl.DisplayNames(locale, { type: 'language', languageDisplay: 'standard' }),
)

/** "English", "Portuguese (Brazil)" of a BCP 47 tag, in the panel's language; the tag itself where nobody knows it. */
export function languageName(tag: string): string {
  if (/^(?:und|zxx|mul|x)(?:-|$)/i.test(tag)) return ''
  try {
    return names().of(tag) ?? tag
  } catch {
    // It came from a page and is no tag at all.
    return tag
  }
}
