/** Light or dark: as the system has it, or as the person chose; on paper always light. */
import { effect, signal } from '@preact/signals';
import { recall, remember } from './preferences';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>('system');

export function followTheme(): void {
  const stored = recall('theme');
  theme.value = THEMES.find((name) => name === stored) ?? 'system';
  const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
  const onPaper = matchMedia('print');
  const show = () => {
    const shown = theme.peek() === 'system' ? (systemIsDark.matches ? 'dark' : 'light') : theme.peek();
    document.documentElement.dataset['theme'] = onPaper.matches ? 'light' : shown;
  };
  for (const question of [systemIsDark, onPaper]) question.addEventListener('change', show);
  effect(() => {
    remember('theme', theme.value);
    show();
  });
}
