using PupilSupport.Application.Documents;

namespace PupilSupport.Api.Contracts;

/// <summary>A document to be issued. Which members it has depends on its kind.</summary>
public sealed record IssueDocumentBody : DocumentRequest;
