// Charts are drawn as soon as there is room for them. In this frame there is none.
class Chart {
  constructor(title) {
    this.title = title;
    this.points = Array.from({length: 8}, (_, i) => `${title}:${i}`);
  }
  whenVisible(place) {
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting || !place.clientHeight) return;
      observer.unobserve(place);
      this.draw(place);
    });
    observer.observe(place);
  }
  draw(place) { place.textContent = this.points.join(' '); }
}

let count = 0;
async function step() {
  new Chart(`sales ${++count}`).whenVisible(document.querySelector('main'));
  await new Promise((resolve) => setTimeout(resolve));
}
