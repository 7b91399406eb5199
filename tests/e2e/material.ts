import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { watchPage } from '../fixtures/youtube/watch-pages.ts'
import { root } from '../support/stage.ts'
import type { Site } from './sites.ts'

/** Pages that a creator has open: two articles and a watch page with a transcript panel. */
export interface Material {
  name: string
  articles: [string, string]
  video: string
  hosts: Record<string, Site>
}

const html = (body: string | Buffer) => ({ body })
const only =
  (path: string, body: () => string | Buffer): Site =>
  url =>
    url.pathname === path ? html(body()) : undefined

/** Written by us, on one subject. */
export const ours: Material = {
  name: 'pages of our own',
  articles: ['https://studydesk.example/spacing', 'https://memorylab.example/2025/retrieval'],
  video: 'https://www.youtube.com/watch?v=OwnWords_01',
  hosts: {
    'studydesk.example': only('/spacing', () => page('spacing.html')),
    'memorylab.example': only('/2025/retrieval', () => page('testing.html')),
    'www.youtube.com': only('/watch', () => watchPage()),
    'studio.youtube.com': () => undefined,
  },
}
const page = (name: string) => readFileSync(join(root, 'tests', 'fixtures', 'articles', name))

const shared = join(root, '..', 'shared', 'data')
const saved = (id: string) => {
  const folder = join(shared, 'articles', 'html')
  const file = readdirSync(folder).find(name => name.startsWith(id))
  if (!file) throw new Error(`No saved page ${id} in ${folder}`)
  return gunzipSync(readFileSync(join(folder, file)))
}
/** The recorded page with the recorded rows of an open transcript panel, which YouTube's own scripts would have made. */
const recordedWatchPage = () => {
  const watch = readFileSync(join(shared, 'youtube', 'setE-watchpage-GJLlxj_dtq8', 'watch.html'), 'utf8')
  const panel = readFileSync(join(shared, 'youtube', 'dom', 'panel.modern.excerpt.html'), 'utf8')
  const at = watch.lastIndexOf('</body>')
  return `${watch.slice(0, at)}${panel}${watch.slice(at)}`
}

/** Recorded: two news sites on one discovery, and a watch page. Not ours to publish, so absent from a clone. */
export const recorded: Material | null = existsSync(join(shared, 'articles', 'html'))
  ? {
      name: 'recorded pages',
      articles: [
        'https://www.space.com/jupiter-moon-europa-water-vapor-confirmed.html',
        'https://www.sciencealert.com/nasa-finds-water-plumes-above-the-surface-of-jupiter-s-icy-moon-europa',
      ],
      video: 'https://www.youtube.com/watch?v=GJLlxj_dtq8',
      hosts: {
        'www.space.com': only('/jupiter-moon-europa-water-vapor-confirmed.html', () => saved('686bb170')),
        'www.sciencealert.com': only(
          '/nasa-finds-water-plumes-above-the-surface-of-jupiter-s-icy-moon-europa',
          () => saved('14cc2a0c'),
        ),
        'www.youtube.com': only('/watch', recordedWatchPage),
        'studio.youtube.com': () => undefined,
      },
    }
  : null
