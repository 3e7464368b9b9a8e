//! Names that V8 gives.

use crate::text::JsStr;

/// What V8 has of a module of ECMAScript, above whatever the module has.
pub const MODULE: &[u8] = b"system / SourceTextModule";
/// What V8 calls the outermost function of all recorded stacks.
pub fn is_root_of_stacks(function: &[u8]) -> bool {
    function == b"(root)"
}

/// Stands before the class of whatever V8 has for itself.
const SYSTEM: &[u8] = b"system / ";

/// So many UTF-16 units of a text are written.
pub const MOST_UNITS: usize = 1024;

/// What V8 writes for objects of C++ whose class may not be told.
pub const HIDDEN_CPP: &[u8] = b"InternalNode";

/// The link of each object that JavaScript can hold to its shape.
pub const SHAPE: &str = "map";

/// The types of the parts of the engine: that of most files, and that of browsers and Deno.
pub const HIDDEN: &str = "hidden";
pub const NATIVE: &str = "native";
/// A variable that a module exports is in one of these.
pub const CELL: &[u8] = b"system / Cell";
/// The class of what V8 has of a call that may wait, as that of an async function or a module.
pub const WAITING: &str = "Generator";
/// The name of what a module exports without a name.
pub const DEFAULT_EXPORT: &str = "default";

/// The group of roots that functions which are running have.
pub const STACK_ROOTS: &str = "(Stack roots)";
/// What a program gets for a module that it imports whole.
pub const NAMESPACE: &str = "Module";

/// Stands before the name of a node of a page that is not in its document any more.
pub const DETACHED: &str = "Detached ";

/// Begins the name of the group of roots in which V8 has its own tables.
pub const STRONG_ROOTS: &[u8] = b"(Strong root";
/// Ends the names of the links from there to the texts of numbers that V8 has made lately.
pub const CACHE_OF_NUMBERS: &[u8] = b"_string_cache";

/// What hands a value to a callback when another object is collected.
pub const FINALIZATION_REGISTRY: &str = "FinalizationRegistry";

/// What one of these has for each object that is registered.
pub const WEAK_CELL: &str = "system / WeakCell";

/// Whether a name is that of V8's record of a callback of a promise that has not run: it waits, or is about to.
pub fn is_of_promise(name: &[u8]) -> bool {
    let own = name.strip_prefix(SYSTEM).unwrap_or_default();
    own == b"PromiseReaction" || own.ends_with(b"Task")
}

/// What a promise has for each that waits for it.
pub const REACTION: &[u8] = b"system / PromiseReaction";
/// An object that a program made around another.
pub const PROXY: &str = "system / JSProxy";
/// The class of promises.
pub const PROMISE: &str = "Promise";

/// The variables of a function that outlive its call.
pub const CONTEXT: &str = "system / Context";

/// The globals of a page or of a `vm` context.
pub const NATIVE_CONTEXT: &[u8] = b"system / NativeContext";

/// Whether a name is that of a global object or of the stand-in through which a program sees it, by what V8 writes behind
/// the name of its class.
pub fn is_global(name: &[u8]) -> bool {
    const MARKS: [&[u8]; 4] = [b" (global*)", b" (global)", b" [JSGlobalObject]", b" [JSGlobalProxy]"];
    let class = without_address(name);
    MARKS.iter().any(|mark| class.ends_with(mark))
}

/// The name of a global object, or of what a browser has for one, without the address of its page.
pub fn without_address(name: &[u8]) -> &[u8] {
    memchr::memmem::find(name, b" / ").and_then(|end| name.get(..end)).unwrap_or(name)
}

/// What V8 calls the functions that `bind` makes.
pub const BOUND_FUNCTION: &str = "native_bind";

/// The link from one of these to the function that it calls.
pub const FUNCTION_OF_BOUND: &str = "bound_function";

/// The link from the variables of a function that goes on after an `await` to the call that waits.
pub const WAITING_CALL: &str = "extension";

/// The link that a generator and an async function have while they wait: to their variables.
pub const REGISTERS: &str = "parameters_and_registers";

/// An edge that every function has, and nothing that is none.
pub const CODE_OF_FUNCTION: &str = "code";

/// The edge from a constructor to the shape of its instances; there is none before the first is made.
pub const SHAPE_OF_INSTANCES: &str = "initial_map";

/// The edges from a function to what its source says of it, and to the variables around it.
pub const SHARED: &str = "shared";
/// See [`SHARED`].
pub const CONTEXT_OF_FUNCTION: &str = "context";

/// Stands before the name of what the source says of a function.
pub const SHARED_FUNCTION_INFO: &[u8] = b"system / SharedFunctionInfo";

/// The name of the function in the name of one; empty if it has none.
pub fn name_of_shared(name: JsStr<'_>) -> JsStr<'_> {
    let rest = name.as_bytes().strip_prefix(SHARED_FUNCTION_INFO).unwrap_or_default();
    JsStr::new(rest.strip_prefix(b" / ").unwrap_or_default())
}

/// The edges from there to the script, and to the function's variables or its name.
pub const SCRIPT_OF_SHARED: &str = "script";
/// See [`SCRIPT_OF_SHARED`].
pub const NAME_OR_SCOPE_INFO: &str = "name_or_scope_info";

/// The edge from a function that has not run yet to the scope in which it is written.
pub const RAW_OUTER_SCOPE_INFO: &str = "raw_outer_scope_info_or_feedback_metadata";

/// The edges from a context to its scope, and to the context around it.
pub const SCOPE_INFO: &str = "scope_info";
/// See [`SCOPE_INFO`].
pub const PREVIOUS_CONTEXT: &str = "previous";

/// What the source says of a scope, with edges to the scope around it and to its number in the script.
pub const SCOPE_INFO_NAME: &[u8] = b"system / ScopeInfo";
/// See [`SCOPE_INFO_NAME`].
pub const OUTER_SCOPE_INFO: &str = "outer_scope_info";
/// See [`SCOPE_INFO_NAME`]; functions have it, too.
pub const SCOPE_ID: &str = "scope_id";

/// The edge from a number to its digits.
pub const VALUE_OF_NUMBER: &str = "value";

/// Compiled code, to which a constant pool belongs.
pub const BYTECODE: &[u8] = b"system / BytecodeArray";

/// Stands before the name of a script's file since V8 14, where before the file's name stood alone.
const SCRIPT: &[u8] = b"system / Script / ";

/// The name of a script's file, of the name of a script; none of what V8 has for itself and no file.
pub fn script_file(name: &[u8]) -> Option<&[u8]> {
    let file = name.strip_prefix(SCRIPT).unwrap_or(name);
    (!file.is_empty() && !is_system(file)).then_some(file)
}

/// Whether a symbol's name is one by which V8 keeps at an error where it was made: all functions that were running. In Node.js 20 to
/// 26 the symbol has no name; a program's own may have none either, but leads to no array of V8's.
pub fn is_stack_of_error(name: &[u8]) -> bool {
    name.starts_with(b"<symbol error_") || matches!(name, b"<symbol stack_trace_symbol>" | b"<symbol>")
}

/// Whether a name is that of an iterator of a Map or a Set.
pub fn is_collection_iterator(name: &[u8]) -> bool {
    matches!(name, b"MapIterator" | b"Map Iterator" | b"SetIterator" | b"Set Iterator")
}

/// The table of the symbols that `Symbol.for` made.
pub const REGISTERED_SYMBOLS: &str = "public_symbol_table";

/// Whether a name is that of something V8 has for itself.
pub fn is_system(name: &[u8]) -> bool {
    name.starts_with(SYSTEM)
}

/// Whether a name is that of something V8 has for itself and writes as an object of the program. A program can give its own
/// classes any name, also one that begins like these.
pub fn is_system_object(name: &[u8]) -> bool {
    const CLASSES: [&[u8]; 5] =
        [b"Context", b"NativeContext", b"CppHeapExternal", b"JSGlobalLexicalEnvironment", b"JSLexicalEnvironment"];
    let Some(class) = name.strip_prefix(SYSTEM) else { return false };
    CLASSES
        .iter()
        .any(|known| class.strip_prefix(*known).is_some_and(|rest| rest.is_empty() || rest.starts_with(b" / ")))
}

/// Whether a name is that of a [`CONTEXT`].
pub fn is_context(name: &[u8]) -> bool {
    name.starts_with(CONTEXT.as_bytes())
}

/// Whether a name is that of a [`CONTEXT`] of a function, and of no other kind of context.
pub fn is_function_context(name: &[u8]) -> bool {
    name.strip_prefix(CONTEXT.as_bytes()).is_some_and(|rest| rest.is_empty() || rest.starts_with(b" / "))
}

/// Whether a name is that of a [`NATIVE_CONTEXT`], with an address behind it or without.
pub fn is_native_context(name: &[u8]) -> bool {
    without_detached(name).strip_prefix(NATIVE_CONTEXT).is_some_and(|rest| rest.is_empty() || rest.starts_with(b" / "))
}

/// The address in the name of a native context; empty if it has none.
pub fn address_of_native_context(name: &[u8]) -> &[u8] {
    let rest = without_detached(name).strip_prefix(NATIVE_CONTEXT).unwrap_or_default();
    rest.strip_prefix(b" / ").unwrap_or_default()
}

/// Whether an edge from a group of roots is of the console of DevTools.
pub fn is_of_console(edge: &[u8]) -> bool {
    edge.ends_with(b" / DevTools console")
}

/// A name without [`DETACHED`].
pub fn without_detached(name: &[u8]) -> &[u8] {
    name.strip_prefix(DETACHED.as_bytes()).unwrap_or(name)
}

/// Whether a hidden, array or native node of this name is compiled code, a shape of objects, or data of these.
pub fn is_code_data(name: &[u8]) -> bool {
    // Not WeakCell: what is registered for finalization hangs there.
    const CODE: [&[u8]; 28] = [
        b"system / Map",
        b"system / Feedback",
        b"system / AllocationSite",
        b"system / ScopeInfo",
        b"system / Prototype",
        b"system / SharedFunctionInfo",
        b"system / TransitionArray",
        b"system / DescriptorArray",
        b"system / Script",
        b"system / Bytecode",
        b"system / Uncompiled",
        b"system / AccessorInfo",
        b"system / ClosureFeedback",
        b"system / LoadHandler",
        b"system / StoreHandler",
        b"system / EnumCache",
        b"system / PropertyCell",
        b"system / FunctionTemplate",
        b"system / ObjectTemplate",
        b"system / CallHandlerInfo",
        b"system / ArrayBoilerplate",
        b"system / ObjectBoilerplate",
        b"system / RegExpBoilerplate",
        b"system / ClassBoilerplate",
        b"system / InterpreterData",
        b"system / DependentCode",
        b"(code",
        b"(map",
    ];
    CODE.iter().any(|start| name.starts_with(start))
}

/// Whether every string that a node of this name refers to is a name of the code's.
pub fn holds_names_of_code(name: &[u8]) -> bool {
    matches!(name, b"system / ScopeInfo" | b"(context local names)" | b"system / FunctionTemplateInfo")
}

/// Whether constant pools are made of arrays of this name, in one version of V8 or another.
pub fn is_array_of_constants(name: &[u8]) -> bool {
    matches!(
        name,
        b"" | b"(constant pool)"
            | b"(constant elements)"
            | b"system / ObjectBoilerplateDescription"
            | b"system / ArrayBoilerplateDescription"
            | b"system / FixedArray"
    )
}

/// Whether an edge of this name leads to a name of the code's, wherever it starts.
pub fn leads_to_name_of_code(edge: &[u8]) -> bool {
    edge == b"name_or_scope_info" || edge.ends_with(b"_string") || edge.ends_with(b"_symbol")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_code_and_what_is_not() {
        for name in ["system / Map", "system / FeedbackVector", "(code deopt data)", "(map descriptors)"] {
            assert!(is_code_data(name.as_bytes()), "{name}");
        }
        for name in ["system / Context", "system / WeakCell", "Map", "(object elements)"] {
            assert!(!is_code_data(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn contexts_of_functions_and_of_pages() {
        for (name, of_function, of_page) in [
            ("system / Context", true, false),
            ("system / Context / https://a", true, false),
            ("system / ContextExtension", false, false),
            ("system / NativeContext", false, true),
            ("Detached system / NativeContext / https://a", false, true),
            ("system / NativeContextual", false, false),
        ] {
            let name_bytes = name.as_bytes();
            assert_eq!(
                (is_function_context(name_bytes), is_native_context(name_bytes)),
                (of_function, of_page),
                "{name}"
            );
        }
    }

    #[test]
    fn globals_are_marked() {
        for name in ["Object (global*)", "ServiceWorkerGlobalScope [JSGlobalObject]", "Shell [JSGlobalProxy] / app"] {
            assert!(is_global(name.as_bytes()), "{name}");
        }
        assert!(!is_global(b"GlobalSettings") && !is_global(b"Cache (global) of tiles"));
    }

    #[test]
    fn detached_is_a_prefix() {
        assert_eq!(without_detached(b"Detached <div>"), b"<div>");
        assert_eq!(without_detached(b"Detachedness"), b"Detachedness");
    }
}
