import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { ingest } from '../../../server/sources/ingest.ts'
import { removeSourcesOf } from '../../../server/sources/sources.ts'
import { problemOf, putProject } from '../support/api.ts'
import { article, moment, pdf, selection, video } from '../support/captures.ts'
import { at } from '../support/creator.ts'
import { carryOut, marked, searcher } from '../support/search.ts'

const MOON = 'The moon pulls the sea towards it. Twice a day the water comes and goes along the coast.'
const WIND = 'The wind drives the waves. A storm raises them higher than a house on the open ocean.'
const SALT = 'Salt is what is left when the water dries. Salt was dear in the old towns of the coast.'

it('finds by any of the words, by their stems, the passage with the rare ones first', async () => {
  const { write, find } = await searcher()
  const moon = await write(MOON)
  await write(WIND)
  await write(SALT)
  const hits = await find('pulling moons over the coasts')
  expect(hits.map(({ text }) => text)).toEqual([MOON, SALT])
  expect(hits[0]!.score).toBeGreaterThan(hits[1]!.score)
  expect(hits[0]).toMatchObject({
    by: ['words'],
    ord: 0,
    start: 0,
    end: MOON.length,
    startMs: null,
    page: null,
  })
  expect(hits[0]!.place).toEqual({
    of: 'source',
    sourceId: moon.id,
    projectId: moon.projectId,
    projectTitle: 'Tides',
    title: 'A page',
    published: '2025-03-01',
    kind: 'article',
    site: 'sea.example',
    tags: [],
  })
  expect(marked(hits[0]!)).toEqual(['moon', 'pulls', 'coast'])
  expect(await find('nothing of the kind, zebra')).toEqual([])
})

it('finds the passages of a source by its title', async () => {
  const { write, find } = await searcher()
  const source = await write(WIND, { title: 'Meteorology for sailors' })
  await write(MOON)
  expect((await find('meteorology')).map(({ place }) => 'sourceId' in place && place.sourceId)).toEqual([
    source.id,
  ])
})

it('shows what stands around a passage, and links to its words', async () => {
  const { write, find } = await searcher()
  const paragraph = (about: string) =>
    Array.from(
      { length: 5 },
      (_, n) => `Sentence ${n} is about ${about} and goes on for a while so that it fills a passage.`,
    ).join(' ')
  await write([paragraph('herring'), paragraph('mackerel'), paragraph('sturgeon')].join('\n\n'))
  const [hit] = await find('mackerel', { limit: 1 })
  expect(hit!.text).toContain('mackerel')
  expect(hit!.before).toMatch(/^Sentence 3 is about herring.*Sentence 4 is about herring.*\.$/s)
  expect(hit!.after).toMatch(/^Sentence 0 is about sturgeon.*Sentence 1 is about sturgeon.*\.$/s)
  expect(hit!.link).toMatch(/^https:\/\/sea\.example\/tides\?from=list#:~:text=Sentence%200%20is%20about/)
})

it('gives the context to the link only of words that stand earlier too', async () => {
  const { write, find } = await searcher()
  const long = (end: string) =>
    `These first words are the same here. ${'And then it goes on and on. '.repeat(12)}${end}`
  await write(`${long('It ends with herring.')}\n\n${long('It ends with sturgeon.')}`)
  const [first] = await find('herring')
  const [second] = await find('sturgeon')
  expect(first!.link).not.toContain('-,These')
  expect(second!.link).toContain('-,These')
})

it('links to the second of a video, the page of a PDF, and finds moments and selections', async () => {
  const { read, find, projectId } = await searcher()
  const transcript = {
    language: 'en',
    kind: 'manual' as const,
    segments: [
      { startMs: 1_000, endMs: 3_000, text: 'The lighthouse keeper' },
      { startMs: 3_000, endMs: 5_000, text: 'counts the ships.' },
    ],
  }
  await read(await video(projectId, transcript))
  await read(await pdf(projectId))
  const [said] = await find('lighthouse')
  expect(said).toMatchObject({
    startMs: 1_000,
    link: 'https://www.youtube.com/watch?v=abcdefghijk&t=1s',
    place: { kind: 'video', site: 'youtube.com' },
  })
  const [printed] = await find('wind', { filters: { kinds: ['pdf'] } })
  expect(printed!.page).toBe(printed!.start > 60 ? 2 : 1)
  expect(printed!.link).toBe(`file:///tides.pdf#page=${printed!.page}`)
  expect(printed!.place).toMatchObject({ kind: 'pdf', site: null })
  await read(await moment(projectId, transcript))
  await read(await selection(projectId))
  const kinds = (await find('lighthouse moon')).map(({ place }) => 'kind' in place && place.kind)
  expect(new Set(kinds)).toEqual(new Set(['video', 'moment', 'pdf', 'selection']))
})

it('looks in one project, or in all of them', async () => {
  const { write, find, api, token } = await searcher()
  await write(MOON)
  const other = await putProject(api, token, 'Salt')
  await write(SALT, { projectId: other.id })
  expect((await find('coast')).map(({ text }) => text)).toEqual([MOON])
  const everywhere = await find('coast', { scope: { in: 'everything' } })
  expect(new Set(everywhere.map(({ text }) => text))).toEqual(new Set([MOON, SALT]))
  expect(everywhere.map(({ place }) => 'projectTitle' in place && place.projectTitle).sort()).toEqual([
    'Salt',
    'Tides',
  ])
  expect(await find('coast', { scope: { in: 'channel' } })).toEqual([])
})

it('shows nothing that was removed, replaced, is not read yet, or stood in a deleted project', async () => {
  const { write, find, store, read, api, token, projectId, accountId, database } = await searcher()
  const removed = await write(MOON)
  await api.ask(`/sources/${removed.id}`, { method: 'DELETE', token })
  expect(await find('moon')).toEqual([])
  await api.ask(`/sources/${removed.id}/restore`, { method: 'POST', token })
  expect(await find('moon')).toHaveLength(1)

  const page = await article(projectId, { title: 'A page', text: WIND })
  await read(page)
  const newer = await article(projectId, { id: page.id, title: 'A page', text: SALT, capturedAt: at(1) })
  await store(newer)
  expect(await find('wind salt')).toEqual([])
  const { ingestRunId } = await store(newer)
  await carryOut(database, accountId, ingest, { runId: ingestRunId!, sourceId: page.id })
  expect((await find('wind salt storm')).map(({ text }) => text)).toEqual([SALT])

  const other = await putProject(api, token, 'Other')
  await write(WIND, { projectId: other.id })
  await api.ask(`/projects/${other.id}`, { method: 'DELETE', token })
  expect(await find('wind', { scope: { in: 'everything' } })).toEqual([])
  const gone = await api.ask('/search', {
    method: 'POST',
    token,
    json: { query: 'wind', scope: { in: 'project', projectId: other.id } },
  })
  expect(await problemOf(gone)).toMatchObject({ code: 'not_found', status: 404 })
})

it('filters by kind, site, tags and days', async () => {
  const { write, find, api, token } = await searcher()
  const tag = (id: string, tags: string[]) =>
    api.ask(`/sources/${id}/tags`, { method: 'PUT', token, json: { tags } })
  const one = await write('The tide of the first page.', { published: '2024-05-10T08:00:00Z' })
  const two = await write('The tide of the second page.', {
    url: 'https://user@WWW.News.sea.example:8443/a',
    canonicalUrl: 'https://news.sea.example/a',
    published: '2023',
  })
  const three = await write('The tide of the third page.', {
    url: 'https://notsea.example/',
    published: 'last week',
    capturedAt: '2026-02-03T23:30:00.000Z',
  })
  await tag(one.id, ['moon', 'coast'])
  await tag(two.id, ['moon'])
  const names = new Map([
    [one.id, 1],
    [two.id, 2],
    [three.id, 3],
  ])
  const found = async (filters: object) =>
    (await find('tide', { filters }))
      .map(({ place }) => ('sourceId' in place ? names.get(place.sourceId) : null))
      .sort()
  expect(await found({})).toEqual([1, 2, 3])
  expect(await found({ kinds: ['selection', 'video'] })).toEqual([])
  expect(await found({ kinds: ['article'] })).toEqual([1, 2, 3])
  expect(await found({ sites: ['sea.example'] })).toEqual([1, 2])
  expect(await found({ sites: ['WWW.news.sea.example'] })).toEqual([2])
  expect(await found({ sites: ['ea.example', '%'] })).toEqual([])
  expect(await found({ tags: ['moon'] })).toEqual([1, 2])
  expect(await found({ tags: ['moon', 'coast'] })).toEqual([1])
  expect(await found({ from: '2024-05-10' })).toEqual([1, 3])
  expect(await found({ from: '2024-05-11' })).toEqual([3])
  expect(await found({ from: '2023-06-01', to: '2024-05-10' })).toEqual([1, 2])
  expect(await found({ to: '2023-01-01' })).toEqual([2])
  expect(await found({ to: '2022-12-31' })).toEqual([])
  expect(await found({ from: '2026-02-03', to: '2026-02-03' })).toEqual([3])
})

it('finds what a filter leaves, however many others answer better', async () => {
  const { write, find, database, accountId } = await searcher()
  const wanted = await write(`The tide comes. ${'Nothing else is said of it here. '.repeat(12)}`)
  const crowd = Array.from({ length: 400 }, (_, n) => `Tide, tide and tide again, ${n} times in a row:`)
  await write(
    crowd.map(line => `${line}\n${'Words of no weight fill this paragraph. '.repeat(10)}`).join('\n\n'),
  )
  await asAccount(database, accountId, tx => tx`update source set tags = '{rare}' where id = ${wanted.id}`)
  const hits = await find('tide', { filters: { tags: ['rare'] }, limit: 5 })
  expect(hits.map(({ place }) => 'sourceId' in place && place.sourceId)).toEqual([wanted.id])
})

it('holds a phrase in quotes for what must be said, as it is read and not as it is typed', async () => {
  const { write, find } = await searcher()
  await write('The sea level rises. Nobody measures the level of the sea here.')
  const exact = await write('Here the level of the\nsea–level station stands, and a rising sea.')
  expect(await find('level sea')).toHaveLength(2)
  const hits = await find('“Level of the sea-level” measures')
  expect(hits.map(({ place }) => 'sourceId' in place && place.sourceId)).toEqual([exact.id])
  expect(marked(hits[0]!)[0]).toBe('level of the\nsea–level')
  expect(await find('"sea rises level"')).toEqual([])
  expect(await find('"sea level rises" "level of the sea"')).toHaveLength(1)
})

it('answers a query of stop words by what is said literally', async () => {
  const { write, find } = await searcher()
  await write('To be, or not to be, that is the question. And the rest is silence.')
  await write(MOON)
  const hits = await find('to be or not to be')
  expect(hits.map(({ text }) => text.slice(0, 5))).toEqual(['To be'])
  expect(marked(hits[0]!)).toEqual(['To be, or not to be'])
  expect(await find('"not to be"')).toHaveLength(1)
  expect(await find('by and by')).toEqual([])
})

it('finds in each language as it is read there', async () => {
  const { write, find } = await searcher()
  const german = await write(
    'Die Gezeiten entstehen durch die Anziehung des Mondes. Häuser stehen am Strand.',
    {
      language: 'de-AT',
    },
  )
  const french = await write('Les marées sont dues à l’attraction de la Lune.', { language: 'fr' })
  const unknown = await write('The tides of an unknown tongue: the tide and the moon.', { language: null })
  const english = await write('Tides come with the moon.', { language: 'en' })
  const ids = async (query: string) =>
    (await find(query)).map(({ place }) => ('sourceId' in place ? place.sourceId : ''))
  expect(await ids('Haus')).toEqual([german.id])
  expect(await ids('MARÉE attractions')).toEqual([french.id])
  expect(new Set(await ids('tides'))).toEqual(new Set([unknown.id, english.id]))
  // A stop word of English weighs nothing, though a text of unknown language has it as a word.
  expect((await ids('the moon'))[0]).toBe(english.id)
  expect(marked((await find('Mond'))[0]!)).toEqual(['Mondes'])
})

it('finds in scripts without spaces, and words that typography writes in another way', async () => {
  const { write, find } = await searcher()
  await write('月の引力が潮の満ち引きを起こします。海は一日に二回動きます。', { language: 'ja' })
  await write('The ﬁnal re‑entry cost 1,000 dollars and/or 3.5 percent. It’s naïve.')
  expect(marked((await find('潮の満ち引き'))[0]!).join('')).toContain('潮の満ち引き')
  for (const query of ['final', 're-entry', '1000', '3.5', 'and/or dollar', 'naïve', 'percent.It'])
    expect(await find(query), query).toHaveLength(1)
})

it.each([
  ['an injection', "'; drop table passage; --"],
  ['operators of searches', '& | ! ( ) <-> :* \\ *:*'],
  ['wildcards', '%_%'],
  ['a quote that does not end', '"'],
  ['empty quotes', '""  “”'],
  ['nothing but quotes', '"'.repeat(999)],
  ['markup', '<script>alert(1)</script>'],
  ['invisible characters', '\u202e\u200b\ufeff'],
  ['half a character', '\ud800'],
  ['pictures', '💡🌊'],
  ['brackets', '('.repeat(1_000)],
  ['a word of 1,000 letters', 'a'.repeat(1_000)],
  ['1,000 characters without a space', '潮'.repeat(1_000)],
  ['500 words', 'w1 '.repeat(333)],
])('finds nothing by %s', async (_, query) => {
  const { write, find } = await searcher()
  await write(MOON)
  expect(await find(query)).toEqual([])
})

it('refuses what is no question', async () => {
  const { ask, projectId, api } = await searcher()
  const scope = { in: 'project', projectId }
  for (const question of [
    { query: '', scope },
    { query: '   ', scope },
    { query: 'x'.repeat(1_001), scope },
    { query: 'a\0b', scope },
    { query: 'a', scope: { in: 'project' } },
    { query: 'a', scope: { in: 'somewhere' } },
    { query: 'a', scope, limit: 101 },
    { query: 'a', scope, filters: { from: 'yesterday' } },
    { query: 'a', scope, filters: { kinds: ['poem'] } },
  ])
    expect(await problemOf(await ask(question)), JSON.stringify(question)).toMatchObject({
      code: 'invalid_request',
    })
  const unknown = await ask({ query: 'a', scope: { in: 'project', projectId: newId() } })
  expect(await problemOf(unknown)).toMatchObject({ code: 'not_found' })
  const nobody = await api.ask('/search', { method: 'POST', json: { query: 'a', scope } })
  expect(await problemOf(nobody)).toMatchObject({ code: 'unauthorized' })
})

it('keeps a project’s sources from being found as soon as they are marked as removed', async () => {
  const { write, find, database, accountId, projectId } = await searcher()
  await write(MOON)
  await asAccount(database, accountId, tx => removeSourcesOf(tx, projectId))
  expect(await find('moon')).toEqual([])
})
