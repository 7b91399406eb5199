import { composed } from './compose.ts'
import { attributeAt, factsOf, metaOf, textAt, tidy } from './find.ts'
import { clock, isA, lengthOf, thingOf, thingsOf, wordOf } from './json-ld.ts'
import type { StructuredReader } from './reading.ts'

/** An episode of a podcast: its notes, and its transcript where the page has one. */
export const readPodcast: StructuredReader = ({ document }) => {
  const episode = thingsOf(document).find(thing => isA(thing, 'PodcastEpisode', 'RadioEpisode'))
  const audio = metaOf(document, 'og:audio', 'og:audio:url', 'og:audio:secure_url', 'twitter:player:stream')
  const type = metaOf(document, 'og:type') ?? ''
  const isEpisode = episode !== undefined || /^music\.(?:episode|radio)|podcast/i.test(type)
  const micro = document.querySelector(
    '[itemtype*="schema.org/PodcastEpisode"], [itemtype*="schema.org/RadioEpisode"]',
  )
  if (!isEpisode && !micro && !(audio && /\.(?:mp3|m4a|ogg|aac)\b/i.test(audio))) return null
  const show =
    wordOf(episode, 'partOfSeries') ??
    (micro &&
      (attributeAt(micro, 'content', '[itemprop="partOfSeries"] [itemprop="name"]') ??
        textAt(micro, '[itemprop="partOfSeries"]'))) ??
    (metaOf(document, 'og:description')?.match(/^(.{2,80}?) · (?:Episode|Podcast)/)?.[1] ||
      metaOf(document, 'og:site_name'))
  const title = wordOf(episode, 'name') ?? metaOf(document, 'og:title') ?? textAt(document, 'h1')
  const season = thingOf(episode, 'partOfSeason')
  const parts = composed(document)
  const notes = notesOf(
    document,
    wordOf(episode, 'description') ?? metaOf(document, 'og:description', 'description'),
  )
  const transcript = transcriptOf(document)
  if (notes && !transcript?.contains(notes) && !notes.contains(transcript)) {
    parts.heading(2, 'Notes')
    parts.body(notes)
  } else if (!notes) {
    const told = wordOf(episode, 'description')
    if (told) {
      parts.heading(2, 'Notes')
      for (const line of told.replace(/<[^>]{0,500}>/g, ' ').split(/\n+/))
        if (line.trim()) parts.paragraph(line.trim())
    }
  }
  if (transcript) {
    parts.heading(2, 'Transcript')
    parts.body(transcript, 'h1, h2')
  }
  const seconds = Number(metaOf(document, 'music:duration', 'og:audio:duration', 'video:duration') ?? '')
  return {
    form: 'podcast',
    head: {
      title,
      author:
        wordOf(episode, 'author') ??
        wordOf(thingOf(episode, 'partOfSeries'), 'author') ??
        metaOf(document, 'author'),
      site: metaOf(document, 'og:site_name') ?? show,
      published:
        wordOf(episode, 'datePublished') ?? metaOf(document, 'music:release_date', 'article:published_time'),
      language: wordOf(episode, 'inLanguage'),
    },
    facts: factsOf(
      ['Show', show],
      ['Season', wordOf(season, 'seasonNumber') ?? wordOf(season, 'name')],
      ['Episode', wordOf(episode, 'episodeNumber')],
      ['Length', lengthOf(wordOf(episode, 'duration') ?? wordOf(episode, 'timeRequired')) ?? clock(seconds)],
      ['Transcript', transcript ? 'on the page' : null],
      [
        'Audio',
        /^https?:/.test(audio ?? '') ? audio : wordOf(thingOf(episode, 'associatedMedia'), 'contentUrl'),
      ],
    ),
    content: parts.element,
    leftOut: new Map(),
  }
}

/** Where the page shows what it says of itself to machines: the smallest element that holds its first words. */
function notesOf(page: Document, description: string | null): Element | null {
  const named = page.querySelector(
    '[itemprop="description"]:not(meta), .episode-description, .episode-notes, .show-notes, .shownotes, #show-notes, #shownotes, [data-testid="episode-description"], [class*="show-notes" i], [class*="episode-description" i], [class*="EpisodeDescription" i]',
  )
  if (named && (named.textContent ?? '').trim().length > 40) return named
  const opening = tidy(description?.replace(/<[^>]{0,500}>/g, ' '))?.slice(0, 40)
  if (!opening || opening.length < 20) return null
  let found: Element | null = null
  // Only the innermost boxes, and not without end: the text of an outer one is the whole page's.
  for (const element of [...page.body.querySelectorAll('p, div:not(:has(div, p))')].slice(0, most))
    if (!found && (tidy(element.textContent, 60) ?? '').startsWith(opening)) found = element
  // The opening paragraph's box holds the rest of the notes, if there is more than that.
  const box = found?.tagName === 'P' ? found.parentElement : found
  return box && box.tagName !== 'BODY' && !box.querySelector('h1, audio') ? box : found
}

const most = 3_000

function transcriptOf(page: Document): Element | null {
  const named = page.querySelector(
    '#transcript, .transcript, [id^="transcript" i]:not(a):not(button), [class*="transcript" i]:not(a):not(button), [data-testid*="transcript" i]',
  )
  if (named && (named.textContent ?? '').trim().length > 200) return named
  return null
}
