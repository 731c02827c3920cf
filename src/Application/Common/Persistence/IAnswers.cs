using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.Persistence;

/// <summary>Turns a changed aggregate into what the client sees, as it will stand once saved.</summary>
public interface IAnswers
{
    /// <summary>Raises the version as the save will, then maps by the same profile that reads project with.</summary>
    TDto Map<TDto>(IAggregateRoot root);
}

/// <summary>An answer about one record.</summary>
public interface IVersioned
{
    /// <summary>The record's version, also its ETag.</summary>
    int Version { get; }
}

/// <summary>An answer that belongs to a school: a stored answer is replayed only to those who still reach it.</summary>
public interface ISchoolScoped
{
    Guid SchoolId { get; }
}
