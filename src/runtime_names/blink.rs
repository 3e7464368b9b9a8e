//! Names that a browser gives to its own objects.

/// What the browser has for a window or an element that somebody listens to.
pub const LISTENED_TO: &str = "blink::EventTargetData";

/// What a page registers with `addEventListener`.
pub const EVENT_LISTENER: &str = "V8EventListener";

/// The edge from an [`EVENT_LISTENER`] to what it calls.
pub const CALLBACK_OF_LISTENER: &str = "1";

/// What holds objects that may still call the program: open channels and sockets, running requests and animations.
pub const PENDING: &str = "Pending activities";

/// Whether a name is that of what a page keeps in order to call a function of the program, once or at its next frame.
pub fn is_callback(name: &[u8]) -> bool {
    name.starts_with(b"V8") && name.ends_with(b"Callback")
}

/// Whether a name is that of what `setTimeout` and `setInterval` start in a page.
pub fn is_timer(name: &str) -> bool {
    name == "DOMTimer"
}

/// What holds the functions that a page wants to be called at its next frame.
pub const NEXT_FRAME: &str = "ScriptedAnimationController";

/// What holds the animations of a document.
pub const TIMELINE: &str = "DocumentTimeline";

/// What `matchMedia` gives; it is kept for as long as it has a listener.
pub const MEDIA_QUERY: &str = "MediaQueryList";

/// Whether a name is that of what watches something of a page until it is disconnected, or of its registration there.
pub fn is_observer(name: &str) -> bool {
    let watched = name.strip_suffix("Observer").or(name.strip_suffix("ObserverRegistration"));
    watched.is_some_and(|watched| {
        ["Intersection", "Mutation", "Performance", "Pressure", "Reporting", "Resize"].contains(&watched)
    })
}

/// Whether a name is that of a C++ class: a program cannot see such an object.
pub fn is_cpp_class(name: &[u8]) -> bool {
    memchr::memmem::find(name, b"::").is_some()
}

/// Whether a name is that of an element of a page, as `<div class="row">`, attributes included.
pub fn is_element(name: &[u8]) -> bool {
    name.starts_with(b"<")
}

/// The same of an element that is not in its document any more.
pub fn is_detached_element(name: &[u8]) -> bool {
    name.starts_with(b"Detached <")
}

/// Whether a name is that of a page's global object, which is followed by its address.
pub fn is_window(name: &[u8]) -> bool {
    name.starts_with(b"Window")
}

/// Whether a name is that of a window or a document, which lead to those who listen to them.
pub fn is_page(name: &[u8]) -> bool {
    is_window(name) || name.ends_with(b"Document")
}

/// Entries of performance that the browser records by itself.
const PERFORMANCE_ENTRIES: [&str; 8] = [
    "LayoutShift",
    "PerformanceResourceTiming",
    "PerformanceEventTiming",
    "LargestContentfulPaint",
    "PerformanceLongTaskTiming",
    "PerformanceElementTiming",
    "PerformanceLongAnimationFrameTiming",
    "TaskAttributionTiming",
];

/// What has the buffers of a page, in C++.
pub const HAS_PERFORMANCE_ENTRIES: &[u8] = b"Performance";

/// The most entries that one of the buffers holds.
pub const MOST_PERFORMANCE_ENTRIES: i64 = 250;

/// Whether a class is that of entries which the browser records by itself, up to [`MOST_PERFORMANCE_ENTRIES`].
pub fn is_performance_entry(class: &str) -> bool {
    PERFORMANCE_ENTRIES.contains(&class)
}
