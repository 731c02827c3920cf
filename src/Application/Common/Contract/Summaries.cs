using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Common.Contract;

/// <summary>A record that another names, expanded.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
public sealed record NamedDto(Guid Id, [property: Text(School.NameMax)] string Name);

/// <summary>A person whom a record names, expanded.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="GivenName">The given name that the person goes by.</param>
/// <param name="FamilyName">The family name that the person goes by.</param>
public sealed record PersonDto(Guid Id, [property: Text(Pupil.NameMax)] string GivenName, [property: Text(Pupil.NameMax)] string FamilyName);
