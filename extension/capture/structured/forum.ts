import { composed, counted } from './compose.ts'
import { attributeAt, factsOf, generatorOf, metaOf, mostPosts, textAt, tidy, timeIn } from './find.ts'
import type { CopiedPage, StructuredReader, StructuredReading } from './reading.ts'

/** How one kind of forum writes a thread. Selectors below `post` are looked for within each post. */
interface Forum {
  name: string
  marks: string
  generator?: RegExp
  post: string
  body: string
  author: string[]
  /** Where the author stands in an attribute of the post itself. */
  authorIn?: string
  date: string[]
  points?: string
  /** What stands within a body and is not said: signatures, quotes' headers, edit notes. */
  without: string
  /** Whom a post answers, where the page tells it. */
  replyTo?: string
}

const quotes = '.signature, .sig, .message-signature, .postsig, .edited, .lastedited'

/** In this order; the last two are schema.org's own words, which many forums write whatever they are made with. */
const forums: Forum[] = [
  {
    name: 'Discourse',
    marks: '.topic-post .cooked, .crawler-post',
    generator: /^discourse/i,
    post: '.topic-post, .crawler-post',
    body: '.cooked, .post[itemprop="text"], .post',
    author: ['.names a[data-user-card]', '.names .username', '.creator [itemprop="name"]', '.creator'],
    date: [
      'time[itemprop="datePublished"]',
      '.post-date [data-time]',
      '.crawler-post-infos time',
      '[data-time]',
    ],
    points: 'button.like-count, .like-count, .post-likes',
    without: '.cooked-selection-barrier, a.anchor, .quote-controls, .post-menu-area, .lightbox .meta',
    replyTo: '.reply-to-tab span',
  },
  {
    name: 'XenForo',
    marks: 'article.message .bbWrapper, .message .messageText',
    post: 'article.message--post, article.message, li.message',
    body: '.message-body .bbWrapper, .message-content .bbWrapper, .bbWrapper, .messageText',
    author: ['.message-name', '.username'],
    authorIn: 'data-author',
    date: ['.message-attribution time', 'time', '.DateTime'],
    without: `${quotes}, .bbCodeBlock-expandLink, .js-expandLink`,
  },
  {
    name: 'vBulletin',
    marks: '.postcontent, [id^="post_message_"], .js-post__content-text',
    generator: /vbulletin/i,
    post: 'li.postcontainer, .postbit, [id^="post"].tborder, table[id^="post"], .b-post, li.postbit',
    body: '.postcontent, .js-post__content-text, [id^="post_message_"]:not(:has(.postcontent))',
    author: ['.username strong', '.username', '.bigusername', '.author'],
    date: ['.postdate .date', '.date', '.b-post__timestamp', '.postdate', 'td.thead'],
    without: `${quotes}, .bbcode_quote_container .quote_icon`,
  },
  {
    name: 'phpBB',
    marks: '.postbody .content, #phpbb .postbody',
    generator: /phpbb/i,
    post: '.post:has(.postbody), .post:has(.content)',
    body: '.postbody .content, .content',
    author: [
      '.postprofile .username, .postprofile .username-coloured',
      '.author .username, .author .username-coloured',
      '.author strong',
    ],
    date: ['.author time', '.author'],
    without: `${quotes}, .notice`,
  },
  {
    name: 'Invision Community',
    marks: 'article.ipsComment [data-role="commentContent"]',
    post: 'article.ipsComment',
    body: '[data-role="commentContent"]',
    author: ['.ipsComment_author .ipsType_break', '.cAuthorPane_author', '[itemprop="creator"]'],
    date: ['time'],
    without: quotes,
  },
  {
    name: 'Flarum',
    marks: '.PostStream-item .Post-body',
    post: '.PostStream-item .Post',
    body: '.Post-body',
    author: ['.PostUser-name .username', '.username'],
    date: ['time'],
    without: quotes,
  },
  {
    name: 'a forum',
    marks: '[component="post"] [component="post/content"], .post_wrapper .inner, .post .post_body',
    generator: /nodebb|smf|mybb|simple machines/i,
    post: '[component="post"], .post_wrapper, .post:has(.post_body)',
    body: '[component="post/content"], .post .inner, .inner, .post_body',
    author: ['[data-username]', '.poster h4', '.author_information .largetext', '.username'],
    authorIn: 'data-username',
    date: ['.timeago', '.keyinfo .smalltext', '.post_date'],
    without: quotes,
  },
  {
    name: 'a discussion',
    marks:
      '[itemtype*="schema.org/DiscussionForumPosting"] [itemprop="comment"], [itemtype*="schema.org/DiscussionForumPosting"] [itemprop="text"], [itemtype*="schema.org/DiscussionForumPosting"] [itemprop="articleBody"]',
    post: '[itemtype*="schema.org/DiscussionForumPosting"], [itemtype$="schema.org/Comment"]',
    body: '[itemprop="text"], [itemprop="articleBody"]',
    author: ['[itemprop="author"] [itemprop="name"]', '[itemprop="author"]', '[itemprop="creator"]'],
    date: ['[itemprop="datePublished"]', '[itemprop="dateCreated"]'],
    points: '[itemprop="upvoteCount"]',
    without: quotes,
  },
]

/** A thread of a forum: who said what and when, in the order of the page. */
export const readForum: StructuredReader = page => {
  const { document } = page
  const generator = generatorOf(document)
  for (const forum of forums) {
    if (!forum.generator?.test(generator) && !document.querySelector(forum.marks)) continue
    const reading = threadOf(page, forum)
    if (reading) return reading
  }
  return null
}

function threadOf({ document, url }: CopiedPage, forum: Forum): StructuredReading | null {
  const parts = composed(document)
  const seen = new Set<Element>()
  const authors = new Set<string>()
  let posts = 0
  let first: { author: string | null; date: string | null } | null = null
  for (const post of document.querySelectorAll(forum.post)) {
    // The body of the post itself: that of a post inside it is that one's.
    const body = [...post.querySelectorAll(forum.body)].find(each => each.closest(forum.post) === post)
    if (!body || seen.has(body) || !(body.textContent ?? '').trim()) continue
    seen.add(body)
    const author = nameOf(post, forum)
    const when = timeIn(post, ...forum.date)
    const date = dateOf(when)
    first ??= { author, date: when }
    if (author) authors.add(author)
    const reply = forum.replyTo ? textAt(post, forum.replyTo) : null
    const points = counted(pointsAt(post, forum), 'like')
    parts.said({ author, date, notes: [points, reply ? `in reply to ${reply}` : null], body }, forum.without)
    if (++posts >= mostPosts) break
  }
  if (!posts) return null
  const title = textAt(
    document,
    '.fancy-title',
    'h1[data-topic-id]',
    'h1.p-title-value',
    'h2.topic-title',
    '.threadtitle',
    'h1',
  )
  return {
    form: 'thread',
    head: {
      title: title ?? metaOf(document, 'og:title'),
      author: first?.author,
      site: metaOf(document, 'og:site_name') ?? new URL(url).hostname.replace(/^www\./, ''),
      published: first?.date ?? metaOf(document, 'article:published_time'),
      language: null,
    },
    facts: factsOf(
      ['Posts', posts],
      ['People', authors.size || null],
      ['Category', textAt(document, '.badge-category__name', '.topic-category .category-name')],
      ['Forum', forum.name.startsWith('a ') ? null : forum.name],
    ),
    content: parts.element,
    leftOut: new Map(),
  }
}

function nameOf(post: Element, { author, authorIn }: Forum): string | null {
  const told = authorIn ? post.getAttribute(authorIn) : null
  return tidy(told, 120) ?? tidy(textAt(post, ...author) ?? attributeAt(post, 'content', ...author), 120)
}

/** Of the post itself: what stands in a post inside it is that one's. */
function pointsAt(post: Element, { points, post: posts }: Forum): string | null {
  if (!points) return null
  const own = [...post.querySelectorAll(points)].find(each => each.closest(posts) === post)
  return tidy(own?.getAttribute('content') ?? own?.textContent)
}

/** "by Ada » Mon May 4, 2026 8:15 pm" holds a date; what holds none is not one. */
export function dateOf(text: string | null): string | null {
  if (!text) return null
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return text.slice(0, 16).replace('T', ' ')
  const after = text.split('»').at(-1)!.trim()
  return /\d/.test(after) ? after.slice(0, 40) : null
}
