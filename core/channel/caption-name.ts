/** What the name of a caption file tells. */
export interface CaptionName {
  /** Without folder, language and ending. */
  base: string
  /** BCP 47, as downloaders write it before the ending; null where it is not written. */
  language: string | null
}

const endings = /\.(?:srt|vtt|sbv|ttml|dfxp|xml|srv[123]|json3?|txt)$/i
const language = /^[a-z]{2,3}(?:-[A-Za-z\d]{2,8}){0,3}$/

/** Whether a file could be captions, by its ending: what else lies in a folder is passed over. */
export const isCaptionName = (path: string): boolean => endings.test(path)

/** `talks/How tides turn [id].pt-BR.srt` → the title with its id, and pt-BR. */
export function captionName(path: string): CaptionName {
  const name = path.slice(-1_000).split(/[/\\]/).at(-1)!.slice(-400)
  let base = name
  // `talk.en.json3`, `talk.en.srv3.xml`: more than one ending.
  for (let i = 0; i < 2 && endings.test(base); i++) base = base.replace(endings, '')
  const said = base.match(/\.([^.\s]{2,35})$/)?.[1]
  // Downloaders write recognised captions as `en-orig`, and number copies as `en (1)`.
  const plain = said?.replace(/-orig$/, '')
  const known = plain && language.test(plain) && tells(plain) ? plain : null
  return { base: known ? base.slice(0, -said!.length - 1) : base, language: known }
}

/** "vs.the" ends in letters too: only a tag that some language has counts. */
function tells(tag: string): boolean {
  const code = tag.split('-')[0]!
  try {
    const name = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(code)
    return name !== undefined
  } catch {
    return false
  }
}
