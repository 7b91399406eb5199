import type { ComponentChildren, JSX } from 'preact'
import { Icon, type IconName } from './icon.tsx'

type Native = Omit<JSX.IntrinsicElements['button'], 'size' | 'icon' | 'label' | 'class'>

interface ButtonProps extends Native {
  /** primary: the one thing to do next · quiet: words only, until pointed at. */
  tone?: 'primary' | 'plain' | 'quiet' | 'danger'
  icon?: IconName
  small?: boolean
  /** At work, or not possible now: it keeps the focus and its place, and does nothing. */
  held?: boolean
  busy?: boolean
  children: ComponentChildren
}

export function Button({ tone = 'plain', icon, small, held, busy, children, onClick, ...rest }: ButtonProps) {
  const still = held || busy
  return (
    <button
      type="button"
      {...rest}
      class={`button button--${tone}${small ? ' button--small' : ''}`}
      aria-disabled={still ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      onClick={event => {
        if (still) event.preventDefault()
        else onClick?.call(event.currentTarget, event)
      }}
    >
      {busy ? <span class="button__busy" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span class="button__words">{children}</span>
    </button>
  )
}

interface IconButtonProps extends Native {
  icon: IconName
  /** What a screen reader says and the pointer shows. */
  label: string
}

export function IconButton({ icon, label, ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} class="icon-button" aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  )
}
