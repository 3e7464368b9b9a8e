// DevTools' second thread for a snapshot: retainers, dominators, retained sizes.

import {SecondaryInitManager} from './bundle.mjs';

onmessage = ({ports}) => new SecondaryInitManager(ports[0]);
postMessage('ready');
