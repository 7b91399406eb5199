import {
  Document,
  ExternalHyperlink,
  HeadingLevel,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { ScriptState, Sentence } from '../../contract/script.ts'
import { type AvRow, avRows } from '../av.ts'
import { beatsOf, sentencesOf } from '../order.ts'
import { timeOf } from '../timing.ts'
import { rowTime } from './av-markdown.ts'
import { cleanWords, webLink } from './escaped.ts'
import { beatNames, type FormOptions, lengthWords } from './form.ts'
import { type Note, type Notes, notesOf, placeName } from './notes.ts'
import { openSentences, openWords } from './open-sentences.ts'

// The library is large: whoever wants a document imports this file when it is wanted.

/** The two columns as a Word document: a table with the links to the clipped seconds and to each quote. */
export function avDocx(state: ScriptState, options: FormOptions): Promise<ArrayBuffer> {
  const notes = notesOf(state)
  return packed(`${options.title}: picture and sound`, [
    ...opening(`${options.title}: picture and sound`, state, options),
    avTable(state, options, notes),
    ...openPart(state),
    ...quotesPart(notes),
  ])
}

/** What is spoken, a heading and a paragraph a beat, as a Word document; what is open is listed at its end. */
export function scriptDocx(state: ScriptState, options: FormOptions): Promise<ArrayBuffer> {
  return packed(options.title, [
    ...opening(options.title, state, options),
    ...beatsOf(state).flatMap(beat => [
      heading(`${beatNames[beat.kind]}: ${beat.title}`, HeadingLevel.HEADING_1),
      paragraph(
        sentencesOf(state, beat.id)
          .map(({ text }) => cleanWords(text))
          .filter(Boolean)
          .join(' '),
      ),
    ]),
    ...openPart(state),
  ])
}

/** Letters on A4: a twip is a twentieth of a point, and the margins leave so many. */
const columns = [1_300, 3_000, 4_700] as const
const wide = columns.reduce((sum, each) => sum + each, 0)
const cellMargins = { top: 60, bottom: 60, left: 100, right: 100 }

function avTable(state: ScriptState, { pace }: FormOptions, notes: Notes): Table {
  const rows = Map.groupBy(avRows(state, pace), row => row.beatId)
  return new Table({
    columnWidths: [...columns],
    width: { size: wide, type: WidthType.DXA },
    margins: cellMargins,
    rows: [
      new TableRow({
        tableHeader: true,
        children: ['Time', 'Picture', 'Sound'].map((name, at) =>
          cell(at, [new Paragraph({ children: [new TextRun({ text: name, bold: true })] })]),
        ),
      }),
      ...beatsOf(state).flatMap(beat => [
        new TableRow({
          cantSplit: true,
          children: [
            new TableCell({
              columnSpan: columns.length,
              width: { size: wide, type: WidthType.DXA },
              shading: { fill: 'EEEEEE' },
              children: [heading(`${beatNames[beat.kind]}: ${beat.title}`, HeadingLevel.HEADING_2)],
            }),
          ],
        }),
        ...(rows.get(beat.id) ?? []).map(row => avRow(row, notes)),
      ]),
    ],
  })
}

const avRow = (row: AvRow, notes: Notes): TableRow =>
  new TableRow({
    cantSplit: true,
    children: [
      cell(0, [paragraph(rowTime(row))]),
      cell(1, picture(row)),
      cell(2, [
        new Paragraph({ children: row.audio.flatMap(sentence => spoken(sentence, notes.of(sentence))) }),
      ]),
    ],
  })

const cell = (column: number, children: Paragraph[]): TableCell =>
  new TableCell({ width: { size: columns[column]!, type: WidthType.DXA }, children })

function picture({ video, shots }: AvRow): Paragraph[] {
  const cue = cleanWords(video)
  const lines = [
    ...(cue ? [paragraph(cue)] : []),
    ...shots.map(
      ({ title, link, startMs }) =>
        new Paragraph({
          children: [
            new TextRun('Clip: '),
            linked(placeName({ sourceTitle: title, startMs, page: null }), link),
          ],
        }),
    ),
  ]
  return lines.length > 0 ? lines : [paragraph('Speaker')]
}

/** A sentence, what is open marked, and behind it the numbers of its quotes, each the link to its place. */
function spoken({ text, ledger }: Sentence, notes: readonly Note[]): ParagraphChild[] {
  return [
    new TextRun(cleanWords(text)),
    ...(ledger.standing === 'open' ? [new TextRun({ text: ' [open]', bold: true })] : []),
    ...notes.map(({ number, citation }) => linked(`[${number}]`, citation.link, true)),
    new TextRun(' '),
  ]
}

const opening = (name: string, state: ScriptState, { pace }: FormOptions): Paragraph[] => {
  const { words, spokenMs } = timeOf(state, pace)
  return [
    heading(name, HeadingLevel.TITLE),
    paragraph(`${words} words, ${lengthWords(spokenMs, pace)}. ${openWords(state)}`),
  ]
}

function openPart(state: ScriptState): Paragraph[] {
  const open = openSentences(state)
  if (open.length === 0) return []
  return [
    heading('Open: nothing shows these', HeadingLevel.HEADING_1),
    ...open.map(
      ({ text, ledger }) =>
        new Paragraph({
          bullet: { level: 0 },
          children: [new TextRun(`“${cleanWords(text)}”${ledger.why ? `: ${cleanWords(ledger.why)}` : ''}`)],
        }),
    ),
  ]
}

function quotesPart({ all }: Notes): Paragraph[] {
  if (all.length === 0) return []
  return [
    heading('Quotes', HeadingLevel.HEADING_1),
    ...all.map(
      ({ number, citation, how }) =>
        new Paragraph({
          children: [
            new TextRun(
              `[${number}] ${how === 'quoted' ? '' : 'In other words, as a model or the creator reads it: '}“${cleanWords(citation.anchor.exact)}” `,
            ),
            linked(placeName(citation), citation.link),
          ],
        }),
    ),
  ]
}

type Level = (typeof HeadingLevel)[keyof typeof HeadingLevel]
const heading = (words: string, level: Level) =>
  new Paragraph({ heading: level, children: [new TextRun(cleanWords(words))] })
const paragraph = (words: string) => new Paragraph({ children: [new TextRun(words)] })

/** A link to an address of the web; words alone for every other, which Word would open by whatever program. */
function linked(words: string, address: string, raised = false): ParagraphChild {
  const link = webLink(address)
  if (!link) return new TextRun({ text: cleanWords(words), superScript: raised })
  return new ExternalHyperlink({
    link,
    children: [new TextRun({ text: cleanWords(words), style: 'Hyperlink', superScript: raised })],
  })
}

function packed(title: string, children: (Paragraph | Table)[]): Promise<ArrayBuffer> {
  const document = new Document({
    title: cleanWords(title),
    creator: 'Ownwords',
    lastModifiedBy: 'Ownwords',
    styles: { default: { document: { run: { font: 'Calibri', size: 22 } } } },
    sections: [{ children }],
  })
  return Packer.toArrayBuffer(document)
}
