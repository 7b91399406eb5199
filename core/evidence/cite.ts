import type { Citation } from '../contract/brief.ts'
import type { SourceKind } from '../contract/source.ts'
import type { Transcript } from '../contract/transcript.ts'
import { type Withheld, withhold } from '../machine-words/withhold.ts'
import type { Range } from '../passages/range.ts'
import { msAt, type TranscriptText, transcriptText } from '../transcript/text.ts'
import { quoteAnchor } from './anchor.ts'
import { citationLink, fragmentEdges } from './link.ts'
import { type QuotedText, quotedText } from './match-quote.ts'
import { pageAt } from './page.ts'

/** A stored source as something to quote from. */
export interface CitableSource {
  id: string
  title: string
  kind: SourceKind
  url: string
  videoId: string | null
  /** Its author or else its site, for citations to say. */
  who?: string | null
  /** Of a PDF: where in the text each page begins; empty for everything else. */
  pageStarts: number[]
  quoted: QuotedText
  /** What of it may be shown to a model and quoted by one: words addressed to machines are filled out. Made when wanted. */
  readonly readable: { quoted: QuotedText; withheld: Range[] }
  transcript: { segments: Transcript; text: TranscriptText } | null
}

export function citableSource(
  source: Omit<CitableSource, 'quoted' | 'readable' | 'transcript' | 'pageStarts'> & {
    text: string
    transcript: Transcript | null
    pageStarts?: number[] | null
    /** Where it is known already; looked for when it is wanted, else. */
    withheld?: Withheld
  },
): CitableSource {
  const { text, transcript, id, title, kind, url, videoId, who } = source
  let readable: CitableSource['readable'] | undefined
  return {
    id,
    title,
    kind,
    url,
    videoId,
    who,
    pageStarts: source.pageStarts ?? [],
    quoted: quotedText(text),
    get readable() {
      if (!readable) {
        const { text: filled, ranges } = source.withheld ?? withhold(text)
        readable = { quoted: quotedText(filled), withheld: ranges }
      }
      return readable
    },
    transcript: transcript && { segments: transcript, text: transcriptText(transcript) },
  }
}

/** The citation of a range of a source's plain text. Its words are cut out of the stored text, never passed in. */
export function cite(source: CitableSource, start: number, end: number): Citation {
  const text = source.quoted.text
  const anchor = quoteAnchor(text, start, end)
  const startMs = source.transcript ? msAt(source.transcript.segments, source.transcript.text, start) : null
  const page = source.kind === 'pdf' ? pageAt(source.pageStarts, start) : null
  const first = text.indexOf(fragmentEdges(anchor.exact).start)
  return {
    sourceId: source.id,
    sourceTitle: source.title,
    sourceKind: source.kind,
    anchor,
    start,
    end,
    startMs,
    page,
    link: citationLink(source, anchor, { startMs, page, ambiguous: first >= 0 && first < start }),
    ...(source.who && { who: source.who }),
  }
}
