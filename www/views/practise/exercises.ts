/** The exercises: what is said at each step, and the programs, which are those that the snapshots were taken of. */
import pricesRepair from '../../practise/prices.diff?raw';
import prices from '../../practise/prices.js?raw';
import sessionsRepair from '../../practise/sessions.diff?raw';
import sessions from '../../practise/sessions.js?raw';
import type { ExerciseName } from '../../state/practice';

export interface Exercise {
  readonly title: string;
  readonly file: string;
  readonly source: string;
  readonly repair: string;
  /** What the program is for, and what was seen of it. */
  readonly story: string;
  /** What Suspects says, and what to make of it. */
  readonly look: string;
  /** A class whose new objects tell more, if one does. */
  readonly also: { readonly className: string; readonly why: string } | null;
  readonly where: string;
  /** Lines of the program, from 1, that the step “Find the line” is about. */
  readonly lines: readonly number[];
  readonly fix: string;
  readonly proven: string;
}

export const EXERCISE: Readonly<Record<ExerciseName, Exercise>> = {
  prices: {
    title: 'A board of prices',
    file: 'prices.js',
    source: prices,
    repair: pricesRepair,
    story:
      'A server writes down the prices of a share. Its memory grows, the faster the more visitors it has had. Two ' +
      'snapshots were taken of it, with 40 visits and two seconds in between; they are open here. Read the program: what ' +
      'do you suspect?',
    look:
      'Suspects names the holder, PriceBoard.prices: an array, to which thousands of Price were added, and none was taken ' +
      'out. But there were 40 visits. Where the numbers do not agree, something goes on after the visit.',
    also: { className: 'Timeout', why: 'Of which class are there 40 new objects? Comparison counts them: timers, one a visit.' },
    where:
      'Line 23 puts in what the suspect holds; nothing takes it out. Line 30 calls start for every visitor, and line 19 ' +
      'sets a timer each time, which nobody stops: after 60 visits, 60 timers write down the same price.',
    lines: [19, 23, 30],
    fix:
      'Two lines: one timer, however many come, and no more prices than are needed. Either of them alone would make the ' +
      'leak slower, and leave it.',
    proven: 'Both pairs had the same visits. What grew by thousands stays at a hundred, as long as the board runs.',
  },
  sessions: {
    title: 'A store of sessions',
    file: 'sessions.js',
    source: sessions,
    repair: sessionsRepair,
    story:
      'A shop keeps a session for each visitor, who is known again by a cookie. Most only look around. Two snapshots were ' +
      'taken of it, with 800 visits in between, none of them with a cookie; they are open here. Read the program: what ' +
      'do you suspect?',
    look:
      'Suspects names the holder, MemoryStore.sessions: a Map, which grew by as many entries as there were visits. That the ' +
      'numbers agree is the best sign that you look at the right thing. Select the holder: Contents shows its entries, and ' +
      'each has an empty cart.',
    also: null,
    where:
      'Line 31 saves every session, and line 16 puts it into the Map under a key that no other visit has. No line ' +
      'takes one out. Who never comes back with the cookie leaves a session for ever.',
    lines: [16, 31],
    fix:
      'A session with nothing in it need not be kept: who comes without a cookie gets another. (In express-session this is ' +
      'saveUninitialized: false.) Those with a cart will need an end of their own, as a time after which they are deleted.',
    proven: 'The repaired shop had 800 visits, too, and its Map did not grow.',
  },
};
