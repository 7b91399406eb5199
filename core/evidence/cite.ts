import type { Citation } from '../contract/brief.ts'
import type { SourceKind } from '../contract/source.ts'
import type { Transcript } from '../contract/transcript.ts'
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
  /** Of a PDF: where in the text each page begins; empty for everything else. */
  pageStarts: number[]
  quoted: QuotedText
  transcript: { segments: Transcript; text: TranscriptText } | null
}

export function citableSource(
  source: Omit<CitableSource, 'quoted' | 'transcript' | 'pageStarts'> & {
    text: string
    transcript: Transcript | null
    pageStarts?: number[] | null
  },
): CitableSource {
  const { text, transcript, id, title, kind, url, videoId } = source
  return {
    id,
    title,
    kind,
    url,
    videoId,
    pageStarts: source.pageStarts ?? [],
    quoted: quotedText(text),
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
  }
}
