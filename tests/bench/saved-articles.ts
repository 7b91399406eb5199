import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { newId } from '../../core/contract/id.ts'
import type { ArticleCapture } from '../../core/contract/source.ts'
import { contentHash } from '../../core/evidence/content.ts'
import { textFingerprint } from '../../core/evidence/fingerprint.ts'

/** The first `count` pages of a folder that have text, in the order of their names, as captures. */
export async function readArticles(
  folder: string,
  count: number,
): Promise<Omit<ArticleCapture, 'projectId'>[]> {
  const truthFile = join(folder, 'ground-truth.json')
  const truth: Record<string, { url?: string; articleBody?: string }> = existsSync(truthFile)
    ? JSON.parse(readFileSync(truthFile, 'utf8'))
    : {}
  const pages = join(folder, 'html')
  const ids = existsSync(pages)
    ? readdirSync(pages).flatMap(name =>
        name.endsWith('.html.gz') ? [name.slice(0, -'.html.gz'.length)] : [],
      )
    : Object.keys(truth)
  const captures: Omit<ArticleCapture, 'projectId'>[] = []
  for (const id of ids.sort()) {
    if (captures.length === count) break
    const file = join(pages, `${id}.html.gz`)
    const html = existsSync(file) ? readFileSync(file) : null
    const text = (truth[id]?.articleBody ?? (html ? textOf(gunzipSync(html).toString('utf8')) : ''))
      .replaceAll('\0', '')
      .trim()
    if (!text) continue
    const given = truth[id]?.url ?? ''
    const url = URL.canParse(given) && /^https?:/.test(given) ? given : `https://example.org/${id}`
    captures.push({
      kind: 'article',
      id: newId(),
      url,
      canonicalUrl: url,
      title: text.split('\n')[0]!.slice(0, 120),
      author: null,
      site: null,
      published: null,
      language: null,
      capturedAt: new Date().toISOString(),
      contentHash: await contentHash(text),
      fingerprint: textFingerprint(text),
      form: 'article',
      facts: [],
      images: [],
      receipt: { by: 'defuddle', legs: [], words: text.split(/\s+/).length, leftOut: [] },
      text,
      markdown: text,
      html: html ? html.toString('base64') : null,
    })
  }
  return captures
}

/** Good enough where nobody wrote the true text down: the bench measures time, not extraction. */
function textOf(html: string): string {
  return html
    .replace(/<(script|style|noscript|nav|header|footer|aside)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<\/(p|div|li|h\d|tr|section|article)>|<br\s*\/?>/gi, '\n\n')
    .replace(/<[^>]+>/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\n\s*\n/g, '\n\n')
}
