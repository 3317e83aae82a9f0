//! The gateways that are offered to choose from, with the few fields that each needs (S7).

use deskbell_sms::Kind;
use deskbell_sms::http::{self, Field, Problem, Template};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Error, Result, settings};

/// A gateway whose template is written in the office.
pub const OWN: &str = "own";

/// A gateway to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GatewayPreset {
    pub key: String,
    /// None for an own one.
    pub name: String,
    pub site: String,
    /// Tried against the live service.
    pub tried: bool,
    pub fields: Vec<GatewayField>,
    /// A name may be the sender.
    pub alpha_sender: bool,
    /// It can call the office: with reports, with SMS.
    pub calls: bool,
    /// How it is described, to begin an own one with; empty where it is no matter of HTTP.
    pub template: String,
}

/// Something to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GatewayField {
    pub key: String,
    /// How an own template calls it; the window knows the others by their key.
    pub label: String,
    pub secret: bool,
    pub optional: bool,
    /// What stands there at first.
    pub value: String,
}

/// What is wrong at a place of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateProblem {
    pub code: String,
    pub place: String,
    pub detail: String,
}

/// Everything that may be chosen, in the order in which it is offered.
pub fn list() -> Result<Vec<GatewayPreset>> {
    let mut all = Vec::new();
    for (key, template) in http::presets() {
        all.push(of_template(key, template)?);
    }
    for kind in [Kind::Smpp, Kind::Gammu] {
        all.push(GatewayPreset {
            key: kind.code().to_owned(),
            name: kind.name().to_owned(),
            site: String::new(),
            // The daemon is a program that the tests run; a message centre is somebody's service.
            tried: kind == Kind::Gammu,
            fields: kind.fields().iter().map(shown).collect(),
            alpha_sender: kind == Kind::Smpp,
            calls: false,
            template: String::new(),
        });
    }
    all.push(GatewayPreset {
        key: OWN.to_owned(),
        name: String::new(),
        site: String::new(),
        tried: false,
        fields: Vec::new(),
        alpha_sender: true,
        calls: true,
        template: String::new(),
    });
    Ok(all)
}

fn of_template(key: &str, template: &Template) -> Result<GatewayPreset> {
    let text = serde_json::to_string_pretty(&settings::json(template)?)
        .map_err(|error| Error::BadData(error.to_string()))?;
    Ok(GatewayPreset {
        key: key.to_owned(),
        name: template.name.clone(),
        site: template.site.clone(),
        tried: template.tried,
        fields: template.fields.iter().map(shown).collect(),
        alpha_sender: template.limits.alpha_sender,
        calls: template.callback.is_some(),
        template: text,
    })
}

fn shown(field: &Field) -> GatewayField {
    GatewayField {
        key: field.key.clone(),
        label: field.label.clone(),
        secret: field.secret,
        optional: field.optional,
        value: field.value.clone(),
    }
}

/// How a gateway is spoken to: over HTTP by a template, or else.
pub(super) enum Way {
    Http(Box<Template>),
    Other(Kind),
}

pub(super) fn way(preset: &str, template: &str) -> Result<Way> {
    if preset == OWN {
        return Ok(Way::Http(Box::new(http::read(template)?)));
    }
    if let Some(found) = http::preset(preset) {
        return Ok(Way::Http(Box::new(found.clone())));
    }
    Kind::of_code(preset).map(Way::Other).ok_or_else(|| Error::BadRequest(format!("no preset {preset}")))
}

/// The template of a gateway that is spoken to over HTTP.
pub(crate) fn template(gateway: &super::Gateway) -> Option<Box<http::Template>> {
    match way(&gateway.preset, &gateway.template) {
        Ok(Way::Http(template)) => Some(template),
        _ => None,
    }
}

/// What is to be filled in for a gateway; the error of the template where an own one is wrong.
pub(super) fn fields(preset: &str, template: &str) -> Result<Vec<Field>> {
    Ok(match way(preset, template)? {
        Way::Http(template) => template.fields,
        Way::Other(kind) => kind.fields(),
    })
}

/// The fields of an own template, or what is wrong with it.
pub fn check(template: &str) -> CheckedTemplate {
    let problem = |problem: Problem| TemplateProblem {
        code: problem.code.to_owned(),
        place: problem.place,
        detail: problem.detail,
    };
    let problems: Vec<TemplateProblem> = http::check(template).into_iter().map(problem).collect();
    let fields = match http::read(template) {
        Ok(template) => template.fields.iter().map(shown).collect(),
        Err(_) => Vec::new(),
    };
    CheckedTemplate { problems, fields }
}

/// What the editor of an own template shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckedTemplate {
    pub problems: Vec<TemplateProblem>,
    pub fields: Vec<GatewayField>,
}

/// The keys under which secrets of a gateway may lie; none where its template cannot be read any more.
pub(super) fn secret_keys(preset: &str, template: &str) -> Vec<String> {
    let fields = fields(preset, template).unwrap_or_default();
    fields.into_iter().filter(|field| field.secret).map(|field| field.key).collect()
}
