import type { Citation } from '../contract/brief.ts'
import type { SourceKind } from '../contract/source.ts'
import type { Transcript } from '../contract/transcript.ts'
import { msAt, type TranscriptText, transcriptText } from '../transcript/text.ts'
import { quoteAnchor } from './anchor.ts'
import { citationLink, fragmentEdges } from './link.ts'
import { type QuotedText, quotedText } from './match-quote.ts'

/** A stored source as something to quote from. */
export interface CitableSource {
  id: string
  title: string
  kind: SourceKind
  url: string
  videoId: string | null
  quoted: QuotedText
  transcript: { segments: Transcript; text: TranscriptText } | null
}

export function citableSource(
  source: Omit<CitableSource, 'quoted' | 'transcript'> & { text: string; transcript: Transcript | null },
): CitableSource {
  const { text, transcript, id, title, kind, url, videoId } = source
  return {
    id,
    title,
    kind,
    url,
    videoId,
    quoted: quotedText(text),
    transcript: transcript && { segments: transcript, text: transcriptText(transcript) },
  }
}

/** The citation of a range of a source's plain text. Its words are cut out of the stored text, never passed in. */
export function cite(source: CitableSource, start: number, end: number): Citation {
  const text = source.quoted.text
  const anchor = quoteAnchor(text, start, end)
  const startMs = source.transcript ? msAt(source.transcript.segments, source.transcript.text, start) : null
  const first = text.indexOf(fragmentEdges(anchor.exact).start)
  return {
    sourceId: source.id,
    sourceTitle: source.title,
    sourceKind: source.kind,
    anchor,
    start,
    end,
    startMs,
    page: null,
    link: citationLink(source, anchor, { startMs, ambiguous: first >= 0 && first < start }),
  }
}
