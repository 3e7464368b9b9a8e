/** Under which terms the page may be used, and whose code is in it. */
import { licencesAddress } from '../../state/boot';

export function Licences() {
  return (
    <p class="quiet">
      leakscope is free software under MIT or Apache-2.0.{' '}
      <a href={licencesAddress.value} target="_blank" rel="noopener">
        Licences of the code by others in it
      </a>
    </p>
  );
}
