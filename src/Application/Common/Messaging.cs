using MediatR;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common;

/// <summary>A change. One command is one transaction: record, audit entry, event and idempotency key together.</summary>
public interface ICommand<T> : IRequest<Result<T>>, ICommandMarker;

/// <summary>A question. It changes nothing but, when sensitive, the access log.</summary>
public interface IQuery<T> : IRequest<Result<T>>;

/// <summary>Lets a behaviour tell a command from a query without knowing its result.</summary>
public interface ICommandMarker;

/// <summary>Handles one command. It loads, calls one method of the aggregate and returns; it never saves.</summary>
public interface ICommandHandler<in TCommand, T> : IRequestHandler<TCommand, Result<T>> where TCommand : ICommand<T>;

public interface IQueryHandler<in TQuery, T> : IRequestHandler<TQuery, Result<T>> where TQuery : IQuery<T>;

/// <summary>The permission without which a request is refused with 403. Every request type has exactly one.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RequiresAttribute(string permission) : Attribute
{
    public string Permission { get; } = permission;
}

/// <summary>
/// The audit action of a request, as <c>resource.verb</c> (<c>support_session.schedule</c>). Required on commands
/// and on sensitive reads; a query that carries it writes an access-log entry before its answer leaves.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AuditedAttribute(string action) : Attribute
{
    public string Action { get; } = action;
}

/// <summary>A request whose audit entry names the record or pupil it is about.</summary>
public interface IAuditSubject
{
    (string Kind, Guid Id) AuditSubject { get; }
}

/// <summary>A change for which the caller gave a reason; it stands in the audit entry.</summary>
public interface IReasoned
{
    string? Reason { get; }
}
