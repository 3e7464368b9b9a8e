export default {
  stored: false,
  page: 'index.html',
  warmUp: 40,
  units: 300,
  leak: true,
  what: 'Every change of the theme appends another <style> to the <head>, and none is ever removed.',
  culprit: [['<style>'], ['HTMLStyleElement']],
  growsClass: ['<style>'],
  holderAny: ['<head>', 'head'],
  innocent: [],
};
