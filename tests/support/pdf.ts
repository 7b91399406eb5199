/** A line of a test's PDF: where it begins from the page's lower left corner, in points. */
export interface PdfText {
  x?: number
  y: number
  text: string
  size?: number
  /** Runs up the page instead of across it. */
  sideways?: boolean
}
export interface PdfOptions {
  info?: Record<string, string>
  language?: string
  /** More objects, as they are written between `obj` and `endobj`, and more entries of the catalog that name them. */
  extra?: string[]
  catalog?: string
  trailer?: string
}

/**
 * Writes a small PDF 1.7 of A4 pages in Helvetica, uncompressed and with its table of objects, so that a test says on
 * which page and where what stands. The first of `extra` is object 4, the next 5.
 */
export function pdfOf(pages: PdfText[][], options: PdfOptions = {}): Uint8Array {
  const { info = {}, extra = [], catalog = '', trailer = '', language } = options
  const objects: string[] = []
  const first = 4 + extra.length
  const kids = pages.map((_, at) => `${first + at * 2} 0 R`).join(' ')
  objects.push(
    `<</Type/Catalog/Pages 2 0 R${language ? `/Lang(${language})` : ''}${catalog}>>`,
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    ...extra,
  )
  pages.forEach((lines, at) => {
    const content = `BT\n${lines.map(drawn).join('\n')}\nET`
    objects.push(
      `<</Type/Page/Parent 2 0 R/Contents ${first + at * 2 + 1} 0 R>>`,
      `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    )
  })
  objects.push(
    `<<${Object.entries(info)
      .map(([name, value]) => `/${name}(${escaped(value)})`)
      .join('')}>>`,
  )
  return assembled(objects, trailer)
}

/** The objects of a file, from 1, the last its Info dictionary. */
export function assembled(objects: string[], trailer = ''): Uint8Array {
  let file = '%PDF-1.7\n'
  const at: number[] = []
  objects.forEach((object, index) => {
    at.push(file.length)
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
  })
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const start of at) file += `${String(start).padStart(10, '0')} 00000 n \n`
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R/Info ${objects.length} 0 R${trailer}>>\nstartxref\n${table}\n%%EOF\n`
  return Uint8Array.from(file, letter => latin.get(letter) ?? letter.charCodeAt(0) & 0xff)
}

/** What Windows' code page writes otherwise than Latin 1, as far as tests need it. */
const latin = new Map([
  ['–', 0x96],
  ['—', 0x97],
  ['’', 0x92],
  ['“', 0x93],
  ['”', 0x94],
  ['•', 0x95],
])
const escaped = (text: string) => text.replace(/[\\()]/g, '\\$&')
const drawn = ({ x = 72, y, text, size = 11, sideways }: PdfText) =>
  `/F1 ${size} Tf ${sideways ? `0 1 -1 0 ${x} ${y}` : `1 0 0 1 ${x} ${y}`} Tm (${escaped(text)}) Tj`

/** Lines one below the other from the top of a page's text, as paragraphs of a letter stand. */
export function column(texts: string[], { x = 72, top = 700, pitch = 14, size = 11 } = {}): PdfText[] {
  return texts.map((text, at) => ({ x, y: top - at * pitch, text, size }))
}
