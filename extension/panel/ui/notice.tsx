import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

interface NoticeProps {
  tone: 'calm' | 'open' | 'bad'
  title: string
  children?: ComponentChildren
  /** What can be done about it. */
  acts?: ComponentChildren
}

/** What went otherwise than hoped, in words, with the way out beside it. */
export function Notice({ tone, title, children, acts }: NoticeProps) {
  return (
    <div class={`notice notice--${tone}`}>
      {tone !== 'calm' && <Icon name="warn" />}
      <div class="notice__body">
        <p class="notice__title" dir="auto">
          {title}
        </p>
        {children && <div class="notice__words">{children}</div>}
        {acts && <div class="notice__acts">{acts}</div>}
      </div>
    </div>
  )
}
