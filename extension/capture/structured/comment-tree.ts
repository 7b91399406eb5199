import { composed, counted } from './compose.ts'
import { factsOf, metaOf, mostPosts, textAt, tidy, timeIn } from './find.ts'
import { dateOf } from './forum.ts'
import type { CopiedPage, StructuredReader, StructuredReading } from './reading.ts'

interface Comment {
  author: string | null
  date: string | null
  points: string | null
  depth: number
  body: Element
}

/** Threads in which comments answer comments: Hacker News, Reddit old and new. */
export const readCommentTree: StructuredReader = page =>
  hackerNews(page) ?? newReddit(page) ?? oldReddit(page)

function hackerNews({ document }: CopiedPage): StructuredReading | null {
  const item = document.querySelector('table.fatitem')
  if (!item) return null
  const rows = [...document.querySelectorAll('tr.athing.comtr')].slice(0, mostPosts)
  const link = item.querySelector('.titleline > a, a.storylink')
  const comments = rows.flatMap(row => {
    const body = row.querySelector('.commtext')
    const indent =
      row.querySelector('td.ind')?.getAttribute('indent') ??
      row.querySelector('td.ind img')?.getAttribute('width')
    const depth = Number(indent ?? 0) / (row.querySelector('td.ind')?.hasAttribute('indent') ? 1 : 40)
    if (!body) return []
    return [
      {
        author: textAt(row, '.hnuser'),
        date: dateOf(timeIn(row, '.age[title]')?.split(' ')[0] ?? null),
        points: null,
        depth,
        body,
      },
    ]
  })
  const text = item.querySelector('.toptext')
  const target = link?.getAttribute('href') ?? null
  return threadOf(document, {
    site: 'Hacker News',
    title: tidy(link?.textContent) ?? textAt(item, '.titleline'),
    author: textAt(item, '.hnuser'),
    date: timeIn(item, '.age[title]')?.split(' ')[0] ?? null,
    points: /\d+/.exec(textAt(item, '.score') ?? '')?.[0] ?? null,
    body: text,
    link: /^https?:/.test(target ?? '') ? target : null,
    comments,
    group: null,
  })
}

function newReddit({ document }: CopiedPage): StructuredReading | null {
  const post = document.querySelector('shreddit-post')
  if (!post) return null
  const comments = [...document.querySelectorAll('shreddit-comment')].slice(0, mostPosts).flatMap(comment => {
    const body = [
      ...comment.querySelectorAll(
        '[slot="comment"], [id$="-comment-rtjson-content"], [id$="-post-rtjson-content"]',
      ),
    ].find(each => each.closest('shreddit-comment') === comment)
    if (!body) return []
    return [
      {
        author: tidy(comment.getAttribute('author')),
        date: dateOf(tidy(comment.getAttribute('created')) ?? timeIn(comment, 'faceplate-timeago', 'time')),
        points: comment.getAttribute('score'),
        depth: Number(comment.getAttribute('depth') ?? 0) || 0,
        body,
      },
    ]
  })
  const link = post.getAttribute('content-href')
  return threadOf(document, {
    site: 'Reddit',
    title: tidy(post.getAttribute('post-title')) ?? textAt(document, '[slot="title"]', 'h1'),
    author: tidy(post.getAttribute('author')),
    date: tidy(post.getAttribute('created-timestamp')),
    points: post.getAttribute('score'),
    body: post.querySelector('[slot="text-body"] .md, [slot="text-body"]'),
    link: /^https?:/.test(link ?? '') && post.getAttribute('post-type') === 'link' ? link : null,
    comments,
    group: tidy(post.getAttribute('subreddit-prefixed-name')),
  })
}

function oldReddit({ document }: CopiedPage): StructuredReading | null {
  const post = document.querySelector('.thing.link')
  const area = document.querySelector('.commentarea')
  if (!post || !area) return null
  const comments = [...area.querySelectorAll('.thing.comment')].slice(0, mostPosts).flatMap(comment => {
    const entry = comment.querySelector(':scope > .entry')
    const body = entry?.querySelector('.usertext-body .md')
    if (!entry || !body) return []
    let depth = 0
    for (let at = comment.parentElement; at && at !== area; at = at.parentElement)
      if (at.matches('.thing.comment')) depth++
    const points = entry.querySelector('.score.unvoted')
    return [
      {
        author: textAt(entry, '.author'),
        date: dateOf(timeIn(entry)),
        points: points?.getAttribute('title') ?? tidy(points?.textContent),
        depth,
        body,
      },
    ]
  })
  const link = post.getAttribute('data-url')
  return threadOf(document, {
    site: 'Reddit',
    title: textAt(post, 'a.title', '.title'),
    author: tidy(post.getAttribute('data-author')) ?? textAt(post, '.author'),
    date: timeIn(post),
    points: post.getAttribute('data-score') ?? textAt(post, '.score.unvoted'),
    body: post.querySelector('.usertext-body .md'),
    link: /^https?:/.test(link ?? '') && !post.classList.contains('self') ? link : null,
    comments,
    group: tidy(post.getAttribute('data-subreddit-prefixed')),
  })
}

interface Thread {
  site: string
  title: string | null
  author: string | null
  date: string | null
  points: string | null
  body: Element | null
  link: string | null
  comments: Comment[]
  group: string | null
}

function threadOf(document: Document, thread: Thread): StructuredReading {
  const { site, title, author, date, points, body, link, comments, group } = thread
  const parts = composed(document)
  if (body) parts.said({ author, date: dateOf(date), notes: [counted(points, 'point')], body })
  if (comments.length) parts.heading(2, comments.length === 1 ? '1 comment' : `${comments.length} comments`)
  // Whom a comment answers: the last one before it that stands one step further out.
  const above: (string | null)[] = []
  for (const { author, date, points, depth, body } of comments) {
    const level = Math.max(0, Math.min(Math.round(depth), 100))
    const reply = level ? above[level - 1] : null
    above[level] = author
    parts.said({
      author,
      date,
      notes: [counted(points, 'point'), reply ? `in reply to ${reply}` : null],
      body,
    })
  }
  return {
    form: 'thread',
    head: { title: title ?? metaOf(document, 'og:title'), author, site, published: date, language: null },
    facts: factsOf(['Points', points], ['Comments', comments.length], ['Community', group], ['Link', link]),
    content: parts.element,
    leftOut: new Map(),
  }
}
