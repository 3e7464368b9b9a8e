'use strict';
// A page in three languages, of which the texts of one are in memory.
class Texts {
  constructor(language, count) {
    this.language = language;
    this.byKey = new Map(Array.from({ length: count }, (_, i) => [`key.${i}`, { text: `${language} text ${i}`, plural: [`${language} texts ${i}`] }]));
  }
}

let texts = new Texts('en', 60);
let number = 0;
// what the user does: reads another page, sometimes in another language
function step() {
  number++;
  const language = ['en', 'de', 'fr'][Math.floor(number / 50) % 3];
  if (language !== texts.language) texts = new Texts(language, language === 'de' ? 400 : 380);
  const line = document.createElement('p');
  line.textContent = texts.byKey.get(`key.${number % 60}`).text;
  document.getElementById('place').replaceChildren(line);
}
