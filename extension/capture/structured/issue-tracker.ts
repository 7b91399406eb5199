import { composed } from './compose.ts'
import { factsOf, metaOf, mostPosts, textAt, tidy, timeIn } from './find.ts'
import { dateOf } from './forum.ts'
import type { StructuredReader } from './reading.ts'

const posts = `[data-testid="issue-viewer-issue-container"], .react-issue-comment, .timeline-comment, .review-comment,
  .js-comment-container .js-comment, .note.timeline-entry`
const body = '[data-testid="issue-body-viewer"] .markdown-body, .comment-body, .markdown-body, .note-text.md'
const author = [
  'a[data-testid="issue-body-header-author"]',
  'a[data-testid="avatar-link"]',
  '[data-testid="comment-header"] a[data-hovercard-type="user"]',
  '.author',
  '.author-name-link',
  '.note-header-author-name',
]

/** Issues, pull requests and discussions of GitHub and of trackers that write their pages as it does. */
export const readIssue: StructuredReader = ({ document }) => {
  const title = textAt(
    document,
    '[data-testid="issue-title"]',
    '.js-issue-title',
    '.gh-header-title .markdown-title',
    'bdi.markdown-title',
  )
  const isDiscussion = document.querySelector(
    '.js-discussion, .discussion, [data-testid="issue-viewer-issue-container"], .js-issue-title',
  )
  if (!title || !isDiscussion) return null
  const parts = composed(document)
  const seen = new Set<Element>()
  let first: { author: string | null; date: string | null } | null = null
  for (const post of [...document.querySelectorAll(posts)].slice(0, mostPosts)) {
    const text = post.querySelector(body)
    if (!text || seen.has(text) || !(text.textContent ?? '').trim()) continue
    seen.add(text)
    const said = { author: textAt(post, ...author), date: dateOf(timeIn(post)) }
    first ??= { author: said.author, date: timeIn(post) }
    const answer = post.closest('.js-discussion-answer, [data-marked-answer], .discussion-answer')
      ? 'answer'
      : null
    parts.said(
      { ...said, notes: [answer], body: text },
      '.zeroclipboard-container, .js-clipboard-copy, task-lists button, .email-hidden-toggle',
    )
  }
  if (!seen.size) return null
  const state = textAt(document, '[data-testid="header-state"]', '.gh-header-meta .State', '.State')
  const labels = [
    ...document.querySelectorAll('[data-testid="issue-labels"] a, .js-issue-labels .IssueLabel'),
  ].map(label => tidy(label.textContent))
  const number = /#\d+/.exec(
    textAt(document, '.gh-header-number', '[data-testid="issue-title"] + span', '.gh-header-title', 'h1') ??
      document.title,
  )?.[0]
  return {
    form: 'thread',
    head: {
      title,
      author: first?.author,
      site: metaOf(document, 'og:site_name') ?? 'GitHub',
      published: first?.date,
      language: null,
    },
    facts: factsOf(
      [
        'Project',
        metaOf(document, 'octolytics-dimension-repository_nwo') ??
          /·\s*([\w.-]+\/[\w.-]+)/.exec(document.title)?.[1],
      ],
      ['Number', number],
      ['State', state],
      ['Labels', labels.filter(Boolean).join(', ')],
      ['Comments', seen.size - 1 || null],
    ),
    content: parts.element,
    leftOut: new Map(),
  }
}
