//! Reads cleaned HTML with html5ever's tokenizer and tells everything that must not be in it.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

const FORBIDDEN: &[&str] = &[
    "script",
    "iframe",
    "object",
    "embed",
    "applet",
    "form",
    "input",
    "button",
    "base",
    "meta",
    "link",
    "style",
    "svg",
    "math",
    "title",
    "textarea",
    "noscript",
    "template",
    "video",
    "audio",
    "source",
    "portal",
    "frame",
    "frameset",
    "select",
    "option",
    "xmp",
    "plaintext",
    "noembed",
    "noframes",
    "html",
    "head",
    "body",
    "track",
    "marquee",
    "bgsound",
    "isindex",
];

#[derive(Default)]
struct Judge(RefCell<Vec<String>>);

impl TokenSink for Judge {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.tag(&tag),
            Token::CommentToken(text) => self.0.borrow_mut().push(format!("comment {text}")),
            Token::DoctypeToken(_) => self.0.borrow_mut().push("doctype".to_owned()),
            Token::NullCharacterToken => self.0.borrow_mut().push("NUL".to_owned()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Judge {
    fn tag(&self, tag: &Tag) {
        let mut faults = self.0.borrow_mut();
        if FORBIDDEN.contains(&tag.name.as_ref()) || tag.name.contains(':') {
            faults.push(format!("element {}", tag.name));
        }
        for attribute in &tag.attrs {
            let (name, value) =
                (attribute.name.local.to_ascii_lowercase(), attribute.value.to_ascii_lowercase());
            let fault = match name.as_str() {
                "href" => {
                    !["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| value.starts_with(scheme))
                }
                "src" => ![
                    "data:image/png;base64,",
                    "data:image/jpeg;base64,",
                    "data:image/gif;base64,",
                    "data:image/webp;base64,",
                    "cid:",
                ]
                .iter()
                .any(|start| value.starts_with(start)),
                "style" => {
                    ["url", "expression", "position", "behavior", "binding", "@", "\\", "/*", "-1", "fixed;"]
                        .iter()
                        .any(|bad| value.contains(bad))
                }
                "srcset" | "background" | "poster" | "ping" | "id" | "name" | "srcdoc" | "action"
                | "formaction" | "cite" | "longdesc" | "usemap" | "xmlns" | "is" | "slot" | "data"
                | "archive" | "profile" | "dynsrc" | "lowsrc" => true,
                _ => name.starts_with("on") || name.contains(':'),
            };
            let code =
                value.contains("javascript:") || value.contains("vbscript:") || value.contains("onerror=");
            if fault || code {
                faults.push(format!("{} {name}={value}", tag.name));
            }
        }
    }
}

/// Everything forbidden in the markup.
pub fn faults(html: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(Judge::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}
